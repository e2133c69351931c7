package dev.postern.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that come on the class path, unpacked once into the home folder. */
record PostgresBinaries(Path folder) {
  private static final String NAME = "postgresql";

  static PostgresBinaries in(Home home) throws IOException {
    URL archive = archive();
    Path folder = home.resolve(NAME);
    Path marker = folder.resolve("unpacked-from");
    String fingerprint = fingerprint(archive);
    if (Files.exists(marker) && Files.readString(marker).equals(fingerprint)) {
      return new PostgresBinaries(folder);
    }
    Path unfinished = home.resolve(NAME + ".tmp");
    FileSystemUtils.deleteRecursively(unfinished);
    unpack(archive, unfinished);
    Files.writeString(unfinished.resolve(marker.getFileName()), fingerprint);
    FileSystemUtils.deleteRecursively(folder);
    Files.move(unfinished, folder);
    return new PostgresBinaries(folder);
  }

  /** Whether {@code program} was unpacked by this home, even if it has been replaced since. */
  static boolean unpackedBy(Home home, String program) {
    return program.startsWith(home.resolve(NAME).toString());
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** The major version, for example 18: a data folder belongs to exactly one. */
  String major() {
    String version = Command.run(List.of(program("postgres"), "--version")).output();
    String number = version.substring(version.lastIndexOf(' ') + 1);
    int dot = number.indexOf('.');
    return dot < 0 ? number : number.substring(0, dot);
  }

  private static URL archive() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    URL archive =
        PostgresBinaries.class.getResource("/postgres-" + system + "-" + machine + ".txz");
    if (archive != null) return archive;
    throw new StartRefused(
        "This build of Postern brings no PostgreSQL for " + system + " on " + machine + ".",
        "Build it on this machine, or give it a PostgreSQL of your own with"
            + " --postern.database.url=jdbc:postgresql://<host>/<database>.");
  }

  /** Cheap to know without reading the archive, and different for every version of it. */
  private static String fingerprint(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(true);
    return connection instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toString(connection.getContentLengthLong());
  }

  private static void unpack(URL archive, Path into) throws IOException {
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, into);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path file = into.resolve(entry.getName()).normalize();
    if (!file.startsWith(into)) throw new IOException("outside of the archive: " + entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
