package dev.postern.bench;

import dev.postern.support.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The rehearsal's manager, who signs in with the password that the first start drew. */
final class RehearsalDesk {
  static final String EMAIL = "manager@river-street.example";

  static Visitor signedIn(Program program, Path folder) throws IOException {
    return new Visitor(program.port()).signIn(EMAIL, password(folder));
  }

  /** The header that every further request of a visitor bears. */
  static Map<String, String> cookie(Visitor visitor) {
    return Map.of(
        "Cookie",
        visitor.cookies().entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; ")));
  }

  static String password(Path folder) throws IOException {
    return Files.readString(folder.resolve("home.sign-in")).strip();
  }

  private RehearsalDesk() {}
}
