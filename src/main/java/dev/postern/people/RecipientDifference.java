package dev.postern.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an edit changed, for the audit log: the names of fields, because what stands in them is
 * nobody's business there, and the new position of switches.
 */
final class RecipientDifference {
  private static final String FIELDS = "fields";

  private final Map<String, String> details = new LinkedHashMap<>();

  private RecipientDifference() {}

  /** Empty if they are the same. */
  static Map<String, String> between(Recipient before, Recipient after) {
    RecipientDifference difference = new RecipientDifference();
    difference.field("firstName", before.firstName(), after.firstName());
    difference.field("lastName", before.lastName(), after.lastName());
    difference.field("unit", before.unit(), after.unit());
    difference.field("email", before.email(), after.email());
    difference.field("phone", before.phone(), after.phone());
    difference.field("preferredEmail", before.preferredEmail(), after.preferredEmail());
    difference.field("preferredPhone", before.preferredPhone(), after.preferredPhone());
    difference.field("alternateEmail", before.alternateEmail(), after.alternateEmail());
    difference.field("language", before.language(), after.language());
    difference.turned("lowShelf", before.lowShelf(), after.lowShelf());
    difference.turned("optedOut", before.optedOut(), after.optedOut());
    difference.turned("emailOn", before.emailOn(), after.emailOn());
    difference.turned("smsOn", before.smsOn(), after.smsOn());
    return difference.details;
  }

  private void field(String name, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      details.merge(FIELDS, name, (names, more) -> names + ", " + more);
    }
  }

  private void turned(String name, boolean before, boolean after) {
    if (before != after) details.put(name, after ? "on" : "off");
  }
}
