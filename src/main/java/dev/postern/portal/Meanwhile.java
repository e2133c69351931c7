package dev.postern.portal;

import dev.postern.people.RecipientAnswer.LastChange;
import dev.postern.web.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else changed while a form was open.
 *
 * @param notes at each field that they changed, one sentence with both values
 */
public record Meanwhile(LastChange last, Map<String, String> notes) {
  static Meanwhile of(
      LastChange last,
      RecipientForm before,
      RecipientForm stored,
      RecipientForm typed,
      Words words) {
    Map<String, String> notes = new LinkedHashMap<>();
    for (String field : stored.unlike(before)) {
      boolean alsoHere = !typed.of(field).equals(before.of(field));
      String key = alsoHere ? "recipient.meanwhile.both" : "recipient.meanwhile.theirs";
      notes.put(field, words.of(key, value(field, alsoHere ? stored : before, words)));
    }
    return new Meanwhile(last, notes);
  }

  public @Nullable String at(String field) {
    return notes.get(field);
  }

  private static String value(String field, RecipientForm form, Words words) {
    if (RecipientForm.SWITCHES.contains(field)) {
      return words.of("recipient.switch." + (form.on(field) ? "on" : "off"));
    }
    String text = form.of(field);
    if (text.isEmpty()) return words.of("recipient.value.empty");
    return field.equals("language") ? words.of("language." + text) : text;
  }
}
