package dev.postern.notification;

import dev.postern.vault.Secret;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an e-mail says, in its language, before it is HTML or plain text. Both are made from the
 * same parts, so neither can say less than the other.
 *
 * @param qr what the picture shows, if there is one
 */
public record Letter(
    String language,
    String subject,
    String title,
    String property,
    String greeting,
    List<Part> parts,
    @Nullable Secret qr) {

  /** One thing after the other, as it is read. */
  public sealed interface Part {
    /** A paragraph. */
    record Line(String text) implements Part {}

    /** A paragraph that must not be missed. */
    record Strong(String text) implements Part {}

    /** Small: what is good to know. */
    record Quiet(String text) implements Part {}

    /** Small, at the end, below a rule. */
    record Last(String text) implements Part {}

    /** The largest thing. */
    record Pin(String grouped) implements Part {}

    /** The picture; plain text gives the address that draws it instead. */
    record QrCode(String intro, String alt, String plainIntro, String address) implements Part {}

    /** What to press; plain text and old mail programs give its address. */
    record Button(String label, String copy, String address) implements Part {}
  }

  String plainText() {
    return Stream.concat(Stream.of(greeting, title), parts.stream().map(Letter::plain))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String plain(Part part) {
    return switch (part) {
      case Part.Line(var text) -> text;
      case Part.Strong(var text) -> text;
      case Part.Quiet(var text) -> text;
      case Part.Last(var text) -> text;
      case Part.Pin(var grouped) -> "    " + grouped;
      case Part.QrCode(_, _, var intro, var address) -> intro + "\n" + address;
      case Part.Button(var label, _, var address) -> label + ":\n" + address;
    };
  }

  @Override
  public String toString() {
    return "•••"; // it holds a PIN or a link
  }
}
