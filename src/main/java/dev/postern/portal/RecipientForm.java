package dev.postern.portal;

import dev.postern.people.ContactData;
import dev.postern.people.NewRecipient;
import dev.postern.people.Recipient;
import dev.postern.place.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;

/**
 * The fields of a recipient as they stand in a form, by name: texts as they were typed, so that
 * nothing is lost when it has to be shown again.
 */
public record RecipientForm(Map<String, String> values) {
  /** In the order of the form; a name is also the id of its input. */
  public static final List<String> TEXTS =
      List.of(
          "firstName",
          "lastName",
          "unit",
          "email",
          "phone",
          "preferredEmail",
          "preferredPhone",
          "alternateEmail",
          "language");

  public static final List<String> SWITCHES = List.of("emailOn", "smsOn", "lowShelf", "optedOut");

  /** Before the name of a field: what stood there when the form was opened. */
  private static final String BEFORE = "before-";

  private static final String ON = "on";

  /** PostgreSQL takes no NUL, one line no other control, and nobody's name turns the line round. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+");

  /** Filled in as is right for nine in ten. */
  static RecipientForm fresh(Property property) {
    return new RecipientForm(Map.of("language", property.language(), "emailOn", ON, "smsOn", ON));
  }

  static RecipientForm of(Recipient recipient) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("firstName", recipient.firstName());
    values.put("lastName", recipient.lastName());
    values.put("unit", recipient.unit());
    values.put("email", written(recipient.email()));
    values.put("phone", phone(recipient.phone()));
    values.put("preferredEmail", written(recipient.preferredEmail()));
    values.put("preferredPhone", phone(recipient.preferredPhone()));
    values.put("alternateEmail", written(recipient.alternateEmail()));
    values.put("language", recipient.language());
    values.put("lowShelf", turned(recipient.lowShelf()));
    values.put("optedOut", turned(recipient.optedOut()));
    values.put("emailOn", turned(recipient.emailOn()));
    values.put("smsOn", turned(recipient.smsOn()));
    return new RecipientForm(values);
  }

  /** What was typed. A form that lost a field on its way is answered with 400, not with a blank. */
  static RecipientForm posted(MultiValueMap<String, String> fields) {
    return read(fields, "");
  }

  /** What stood in the form when it was opened. */
  static RecipientForm before(MultiValueMap<String, String> fields) {
    return read(fields, BEFORE);
  }

  private static RecipientForm read(MultiValueMap<String, String> fields, String prefix) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : TEXTS) {
      String text = fields.getFirst(prefix + name);
      if (text == null) throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
      values.put(name, CONTROLS.matcher(text).replaceAll(" ").strip());
    }
    for (String name : SWITCHES)
      values.put(name, turned(ON.equals(fields.getFirst(prefix + name))));
    return new RecipientForm(values);
  }

  public String of(String field) {
    return values.getOrDefault(field, "");
  }

  public boolean on(String name) {
    return of(name).equals(ON);
  }

  /** The fields with another text or position than there, in the order of the form. */
  public List<String> unlike(RecipientForm other) {
    return Stream.concat(TEXTS.stream(), SWITCHES.stream())
        .filter(name -> !of(name).equals(other.of(name)))
        .toList();
  }

  /** As stored now where this form changed nothing, as typed where it did. */
  RecipientForm over(RecipientForm before, RecipientForm now) {
    Map<String, String> merged = new LinkedHashMap<>(now.values);
    unlike(before).forEach(name -> merged.put(name, of(name)));
    return new RecipientForm(merged);
  }

  String name() {
    return (of("firstName") + " " + of("lastName")).strip();
  }

  NewRecipient recipient() {
    return new NewRecipient(
        null,
        of("firstName"),
        of("lastName"),
        of("unit"),
        of("email"),
        of("phone"),
        of("preferredEmail"),
        of("preferredPhone"),
        of("alternateEmail"),
        of("language"),
        on("lowShelf"),
        on("optedOut"),
        on("emailOn"),
        on("smsOn"));
  }

  private static String written(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static String phone(@Nullable String e164) {
    return e164 == null ? "" : ContactData.written(e164);
  }

  private static String turned(boolean on) {
    return on ? ON : "";
  }
}
