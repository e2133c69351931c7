package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who PostgreSQL runs as. It refuses to be root, so a Postern that is root needs a way round. */
enum RunAs {
  /** An ordinary user: as ourselves. */
  SELF(""),
  /** Root, in a user namespace where it is nobody; its files stay root's on the disk. */
  UNMAPPED("unshare -U"),
  /** Root where namespaces are forbidden (most containers): the user nobody, who owns the data. */
  NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

  private static final int NOBODY_ID = 65534;
  private final String prefix;

  RunAs(String prefix) {
    this.prefix = prefix;
  }

  static RunAs possibleHere() {
    if (!root()) return SELF;
    if (Command.run(UNMAPPED.command(List.of("true"))).ok()) return UNMAPPED;
    if (Command.run(NOBODY.command(List.of("true"))).ok()) return NOBODY;
    throw new StartRefused(
        "Postern runs as root, PostgreSQL refuses to, and neither unshare nor setpriv may be used"
            + " here to give it another user.",
        "Start Postern as an ordinary user, or give it a PostgreSQL of your own with"
            + " --postern.database.url=jdbc:postgresql://<host>/<database>.");
  }

  List<String> command(List<String> command) {
    var whole = new ArrayList<String>();
    if (!prefix.isEmpty()) whole.addAll(List.of(prefix.split(" ", -1)));
    whole.addAll(command);
    return whole;
  }

  /** Root could write there, but its PostgreSQL could not, and the owner could not any more. */
  void refuseFolderOfAnother(Home home) throws IOException {
    if (this == SELF || Files.getAttribute(home.folder(), "unix:uid").equals(0)) return;
    throw new StartRefused(
        "Postern runs as root, and the folder "
            + home.folder()
            + " belongs to the user "
            + Files.getOwner(home.folder())
            + ".",
        "Start Postern as that user, or name another folder with --postern.home=<folder>.");
  }

  /** Lets PostgreSQL reach the home folder without being able to list it. */
  void reach(Path home, Path program) throws IOException {
    if (this != NOBODY) return;
    var rights = Files.getPosixFilePermissions(home);
    rights.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(home, rights);
    if (Command.run(command(List.of("test", "-x", program.toString()))).ok()) return;
    throw new StartRefused(
        "Postern runs as root, its PostgreSQL therefore as the user nobody, and nobody may not"
            + " enter "
            + home
            + ".",
        "Name a folder that every user may reach, for example --postern.home=/var/lib/postern,"
            + " or start Postern as an ordinary user.");
  }

  /** Makes everything under {@code path} belong to whom PostgreSQL is for the operating system. */
  void own(Path path) throws IOException {
    if (this == SELF || !Files.exists(path)) return;
    Integer owner = this == NOBODY ? NOBODY_ID : 0;
    if (Files.getAttribute(path, "unix:uid").equals(owner)) return;
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static boolean root() {
    return Command.run(List.of("id", "-u")).output().equals("0");
  }
}
