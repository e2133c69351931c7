package dev.postern.rehearsal;

import dev.postern.database.Home;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The password of the rehearsal's staff, drawn at the first start and kept in a file that only its
 * owner may read, so that every later start can tell it again.
 */
@Component
@OnlyInRehearsal
class SignInFile {
  /** Without the letters and digits that people mistake for one another. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 3;
  private static final int GROUP = 4;

  private final Path file;

  SignInFile(Home home) {
    file = home.beside(".sign-in");
  }

  /** The password that was drawn at the first start; empty if somebody removed the file. */
  Optional<Secret> password() {
    try {
      return Files.exists(file)
          ? Optional.of(new Secret(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws a new password and keeps it in place of the one before. */
  Secret renew() {
    Secret password =
        new Secret(
            Stream.generate(() -> Secrets.ofAlphabet(ALPHABET, GROUP).reveal())
                .limit(GROUPS)
                .collect(Collectors.joining("-")));
    try {
      write(password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return password;
  }

  Path path() {
    return file;
  }

  private void write(Secret password) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, password.reveal() + System.lineSeparator());
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
