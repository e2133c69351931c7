package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner may read, from the moment they exist. */
final class OwnerOnly {
  static void folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) return;
    var rights = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(rights));
  }

  /** Writes a new file and brings it to the disk before it gets its name. */
  static void file(Path file, String content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(unfinished);
    emptyFile(unfinished);
    Files.writeString(unfinished, content, StandardOpenOption.DSYNC, StandardOpenOption.WRITE);
    Files.move(unfinished, file);
  }

  static void emptyFile(Path file) throws IOException {
    var rights = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(rights));
  }

  private OwnerOnly() {}
}
