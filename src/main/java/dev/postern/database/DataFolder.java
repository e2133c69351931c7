package dev.postern.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The data of our own PostgreSQL and the password to it, which lies beside, not inside. */
final class DataFolder {
  /** Who {@code initdb} makes; the program itself signs in with fewer rights. */
  static final String SUPERUSER = "postgres";

  private final Path folder;
  private final Path unfinished;
  private final Path passwordFile;

  DataFolder(Home home) {
    this.folder = home.resolve("data");
    this.unfinished = home.resolve("data.tmp");
    this.passwordFile = home.resolve("postgresql.password");
  }

  Path folder() {
    return folder;
  }

  String password() throws IOException {
    return Files.readString(passwordFile).strip();
  }

  /** Afterwards a complete data folder of the right version is there, new or as it was left. */
  void prepare(PostgresBinaries binaries, RunAs runAs) throws IOException {
    FileSystemUtils.deleteRecursively(unfinished);
    if (Files.exists(folder)) {
      refuseOtherVersion(binaries.major());
      refuseWithoutPassword();
    } else {
      create(binaries, runAs);
    }
    runAs.own(folder);
  }

  private void refuseOtherVersion(String ours) throws IOException {
    Path file = folder.resolve("PG_VERSION");
    String theirs = Files.exists(file) ? Files.readString(file).strip() : "unknown";
    if (theirs.equals(ours)) return;
    throw new StartRefused(
        "The data in "
            + folder
            + " was written by PostgreSQL "
            + theirs
            + ", and this Postern brings PostgreSQL "
            + ours
            + ", which cannot read it.",
        "Start the Postern that wrote it, or move the folder away to begin anew, or bring the data"
            + " over with PostgreSQL's own pg_upgrade.");
  }

  private void refuseWithoutPassword() {
    if (Files.exists(passwordFile)) return;
    throw new StartRefused(
        "The data in "
            + folder
            + " is there, but the password to it, the file "
            + passwordFile
            + ", is not.",
        "Put the file back from the backup that the data came from: the two belong together.");
  }

  private void create(PostgresBinaries binaries, RunAs runAs) throws IOException {
    if (!Files.exists(passwordFile)) OwnerOnly.file(passwordFile, randomPassword() + "\n");
    runAs.own(passwordFile);
    OwnerOnly.folder(unfinished);
    runAs.own(unfinished);
    var initdb =
        Command.run(
            runAs.command(
                List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + unfinished,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    // What the operating system calls C.UTF-8 is not there on every one of them.
                    "--locale=C",
                    "--data-checksums")));
    if (!initdb.ok()) throw LogReason.refusal(initdb.output(), folder);
    // Only a complete folder gets the name, so an initdb that is killed leaves nothing half made.
    Files.move(unfinished, folder);
    sync(folder.resolveSibling("."));
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
