package dev.postern.support;

import dev.postern.Postern;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole program for a command of the house: on its own PostgreSQL in a temporary folder, of
 * which nothing is left, and quiet but for what the command itself prints.
 */
public final class QuietProgram implements AutoCloseable {
  private final Path folder;
  private final boolean keepsFolder;
  private final ConfigurableApplicationContext program;
  private final Thread atInterrupt = new Thread(this::end);

  private QuietProgram(Path folder, boolean keepsFolder, Class<?>... sources) {
    this.folder = folder;
    this.keepsFolder = keepsFolder;
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
    try {
      program =
          new SpringApplication(sources)
              .run(
                  "--postern.home=" + home(),
                  "--postern.rehearsal=true",
                  "--server.port=0",
                  "--logging.level.root=error",
                  "--spring.main.register-shutdown-hook=false");
    } catch (RuntimeException e) {
      remove();
      throw e;
    } finally {
      System.setOut(out);
    }
    Runtime.getRuntime().addShutdownHook(atInterrupt);
  }

  /** With the time of this machine. */
  public static QuietProgram start() {
    return new QuietProgram(temporary(), false, Postern.class);
  }

  /** In a folder of the caller's, which stays: to fill it for a program that starts there later. */
  public static QuietProgram startIn(Path folder) {
    return new QuietProgram(folder, true, Postern.class);
  }

  /** With a {@link HandClock}. */
  public static QuietProgram startByHandClock() {
    return new QuietProgram(temporary(), false, Postern.class, HandClock.class);
  }

  public ApplicationContext context() {
    return program;
  }

  public <T> T bean(Class<T> type) {
    return program.getBean(type);
  }

  public int port() {
    return program.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Room for what else the command needs; gone when this is closed. */
  public Path folder() {
    return folder;
  }

  /** The program's own folder. */
  public Path home() {
    return folder.resolve("home");
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atInterrupt);
    end();
  }

  private void end() {
    program.close();
    remove();
  }

  private void remove() {
    if (keepsFolder) return;
    try {
      for (Path each : inside(folder)) Files.deleteIfExists(each);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of a folder, what is inside before what it is in. */
  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("postern-prove");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
