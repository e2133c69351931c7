package dev.postern.database;

import java.nio.file.Path;

/**
 * Where this site keeps its files on this machine.
 *
 * @param folder holds the program's own PostgreSQL; never the keys
 */
public record Home(Path folder) {
  /** A file beside the folder, so that copying the folder does not copy what opens it. */
  public Path beside(String ending) {
    return folder.resolveSibling(folder.getFileName() + ending);
  }
}
