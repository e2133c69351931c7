import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Formats every Java file of the project, or with {@code --check} names those that are not. */
public class Format {
  public static void main(String[] args) throws Exception {
    boolean check = List.of(args).contains("--check");
    int wrong = 0;
    var formatter = new Formatter();
    for (Path root : List.of(Path.of("src"), Path.of("bin"), Path.of("bench"))) {
      if (!Files.isDirectory(root)) continue;
      List<Path> files;
      try (var walk = Files.walk(root)) {
        files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      }
      for (Path file : files) {
        String is = Files.readString(file);
        String should =
            formatter.formatSource(
                ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(is),
                    JavaFormatterOptions.Style.GOOGLE));
        if (should.equals(is)) continue;
        wrong++;
        if (check) System.err.println("Not formatted: " + file);
        else Files.writeString(file, should);
      }
    }
    if (check && wrong > 0) {
      System.err.println("Run: mvn validate exec:exec@format");
      System.exit(1);
    }
  }
}
