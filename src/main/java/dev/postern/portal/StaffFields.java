package dev.postern.portal;

import dev.postern.people.StaffFault;
import dev.postern.place.Property;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Words;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the form of a staff member is made of and read with. */
final class StaffFields {
  private static final int LONGEST_NAME = 200;

  /** PostgreSQL takes no NUL, one line no other control, and nobody's name turns the line round. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+");

  /** A field as one line of text; empty when it was not sent. */
  static String line(@Nullable String text) {
    return CONTROLS.matcher(Objects.requireNonNullElse(text, "")).replaceAll(" ").strip();
  }

  /** The properties that were ticked, each one where the reader works. */
  static Set<UUID> ticked(List<String> ids, List<Property> offered) {
    Set<UUID> ticked =
        offered.stream()
            .map(Property::id)
            .filter(id -> ids.contains(id.toString()))
            .collect(Collectors.toSet());
    // A property that was not offered is none, as it is in an address.
    if (ticked.size() < Set.copyOf(ids).size()) throw new NotFound();
    return ticked;
  }

  /** The version a form was filled with; what is none is of no file, as good as changed. */
  static int version(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  static FormErrors errors(Set<StaffFault> faults, Words words) {
    FormErrors errors = new FormErrors();
    faults.forEach(
        fault -> errors.add(fault.field(), words.of("staff.error." + fault.name(), LONGEST_NAME)));
    return errors;
  }

  private StaffFields() {}
}
