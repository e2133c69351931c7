package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A folder on the disk that data folders are on by default; nothing of it is left. */
record TemporaryFolder(Path path) implements AutoCloseable {
  static TemporaryFolder create() throws IOException {
    Path path = Files.createTempDirectory("postern-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(path)));
    return new TemporaryFolder(path);
  }

  @Override
  public void close() {
    remove(path);
  }

  /** A program that is just ending still writes there. */
  private static void remove(Path path) {
    for (int left = 20; left >= 0; left--) {
      try {
        FileSystemUtils.deleteRecursively(path);
        return;
      } catch (IOException e) {
        if (left == 0) System.err.println(path + " could not be removed: " + e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
