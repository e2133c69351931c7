package dev.postern.bench;

import dev.postern.Postern;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives a {@link Program} its data before it starts, through its own classes. */
final class Filling {
  private Filling() {}

  static void fill(Path folder, Consumer<ApplicationContext> work) throws IOException {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
    try (ConfigurableApplicationContext program =
        SpringApplication.run(
            Postern.class,
            "--postern.home=" + folder.resolve("home"),
            "--server.port=0",
            "--logging.level.root=error")) {
      work.accept(program);
    } finally {
      System.setOut(out);
    }
  }
}
