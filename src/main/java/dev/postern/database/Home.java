package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where this site keeps its files on this machine.
 *
 * @param folder holds the program's own PostgreSQL, never the keys; {@link #in} makes it, for its
 *     owner only
 */
public record Home(Path folder) {
  /** The home in {@code folder}, which is made when it does not exist. */
  public static Home in(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      OwnerOnly.folder(absolute);
      Path home = absolute.toRealPath();
      Files.delete(Files.createTempFile(home, "may-write", null));
      return new Home(home);
    } catch (IOException e) {
      throw new StartRefused(
          "Postern keeps its data in " + absolute + " and may not write there (" + e + ").",
          "Give the user that runs Postern the right to write to that folder, or name another one"
              + " with --postern.home=<folder>.",
          e);
    }
  }

  /** A file beside the folder, so that copying the folder does not copy what opens it. */
  public Path beside(String ending) {
    return folder.resolveSibling(folder.getFileName() + ending);
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }
}
