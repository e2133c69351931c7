package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A database on a full disk stops in the middle of work, so Postern does not even begin. */
final class DiskSpace {
  /** Programs and a fresh data folder take 110 MB; the rest is for the first write-ahead logs. */
  static final long LEAST_BYTES = 200_000_000;

  static void require(Path folder, long bytes) throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() < bytes) throw refusal(folder);
  }

  static StartRefused refusal(Path folder) {
    return new StartRefused(
        "The disk that holds "
            + folder
            + " is full: the database needs at least "
            + LEAST_BYTES / 1_000_000
            + " MB to work. Nothing that was stored is lost.",
        "Make room on that disk, or move the folder to another one and name it with"
            + " --postern.home=<folder>, then start again.");
  }

  private DiskSpace() {}
}
