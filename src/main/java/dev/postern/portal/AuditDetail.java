package dev.postern.portal;

import dev.postern.audit.Act;
import dev.postern.audit.AuditEvent;
import dev.postern.web.Words;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What else is known about an audit event, in words. */
public record AuditDetail(String name, String value) {
  public static List<AuditDetail> of(Frame frame, AuditEvent event) {
    return event.details().entrySet().stream()
        .filter(detail -> !detail.getValue().isBlank())
        .filter(detail -> !detail.getValue().equals(event.actor().name()))
        .sorted(Map.Entry.comparingByKey())
        .map(detail -> in(frame, event, detail.getKey(), detail.getValue()))
        .toList();
  }

  private static AuditDetail in(Frame frame, AuditEvent event, String key, String value) {
    Words words = frame.sheet().words();
    String name = "audit.detail." + key;
    return new AuditDetail(words.has(name) ? words.of(name) : key, value(frame, event, key, value));
  }

  private static String value(Frame frame, AuditEvent event, String key, String value) {
    Words words = frame.sheet().words();
    return switch (key) {
      case "expires" -> time(frame, value);
      case "role", "role-from", "role-to" -> word(words, "frame.role.", value);
      case "via" -> value.contains(",") ? words.of("via.both") : word(words, "via.", value);
      case "refusal" -> word(words, "refusal.", value);
      case "because" -> word(words, because(words, event.act(), value), value);
      case "alarm" -> word(words, "doors.event.", value);
      case "task" -> word(words, "task.", value);
      case "alert" -> word(words, "guard.alert.", value);
      case "setting" -> word(words, "settings.", value);
      case "setting-from", "setting-to" ->
          SettingWords.value(event.details().getOrDefault("setting", ""), value, words);
      case "form" -> word(words, "access-key.form.", value);
      case "fields" -> fields(words, value);
      case "lowShelf", "optedOut", "emailOn", "smsOn" -> word(words, "recipient.switch.", value);
      case "with" -> word(words, "audit.with.", value);
      case "driver" -> word(words, "door.driver.", value);
      default -> value;
    };
  }

  /** Which enum the reason is one of. */
  private static String because(Words words, Act act, String value) {
    if (act == Act.PIN_REQUEST_REFUSED) return "pin-request.";
    return words.has("refusal." + value) ? "refusal." : "opening.";
  }

  private static String fields(Words words, String names) {
    return Stream.of(names.split(", ", -1))
        .map(name -> word(words, "recipient.field.", name))
        .collect(Collectors.joining(", "));
  }

  private static String word(Words words, String family, String value) {
    return words.has(family + value) ? words.of(family + value) : value;
  }

  private static String time(Frame frame, String value) {
    try {
      return frame.when().exact(Instant.parse(value));
    } catch (DateTimeParseException e) {
      return value;
    }
  }
}
