package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code mvn package} made, as one may start it: the jar as it is, taken apart, and with a
 * cache of what the JVM found out about its classes at an earlier start.
 */
record Packaged(Path jar, Path apart, Path folder) {
  static Packaged in(TemporaryFolder temporary) throws IOException, InterruptedException {
    Path jar = found();
    Path apart = temporary.path().resolve("apart");
    run("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", apart.toString());
    return new Packaged(jar, apart.resolve(jar.getFileName()), temporary.path());
  }

  List<String> asItIs() {
    return asItIs(List.of());
  }

  List<String> asItIs(List<String> flags) {
    return Commands.java(Commands.of(flags, List.of("-jar", jar.toString())));
  }

  List<String> takenApart(List<String> flags) {
    return Commands.java(Commands.of(flags, List.of("-jar", apart.toString())));
  }

  /** As an operator lays it out. */
  List<String> installed() throws IOException, InterruptedException {
    Path target = folder.resolve("installed");
    var builder =
        new ProcessBuilder(Path.of("bin", "install").toAbsolutePath().toString(), target.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("install.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("install.log")));
    }
    return List.of(target.resolve("postern").toString());
  }

  /**
   * Starts it once to fill the cache, which fits these flags only.
   *
   * @return the arguments that use it
   */
  List<String> withCache(List<String> flags) throws Exception {
    Path cache = Files.createTempFile(folder, "classes", ".aot");
    Path data = Files.createTempDirectory(folder, "training");
    Program trained =
        Program.startAs(
            data, takenApart(Commands.of(flags, List.of("-XX:AOTCacheOutput=" + cache))));
    trained.process().destroy(); // writes the cache as it ends, which takes its time
    trained.process().onExit().get(3, TimeUnit.MINUTES);
    if (Files.size(cache) == 0) throw new IOException("the JVM wrote no cache: " + flags);
    return takenApart(Commands.of(flags, List.of("-XX:AOTCache=" + cache)));
  }

  private static Path found() throws IOException {
    try (var jars = Files.newDirectoryStream(Path.of("target"), "postern-*.jar")) {
      for (Path jar : jars) return jar.toAbsolutePath();
    }
    throw new IOException("mvn package made no jar");
  }

  private static void run(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Commands.java(List.of(arguments)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) throw new IOException("the jar could not be taken apart");
  }
}
