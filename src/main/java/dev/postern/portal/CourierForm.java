package dev.postern.portal;

import dev.postern.people.ContactData;
import dev.postern.people.Courier;
import dev.postern.people.CourierData;
import dev.postern.people.CourierWindow;
import dev.postern.place.Property;
import dev.postern.web.FormErrors;
import dev.postern.web.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;

/**
 * A courier's fields as they stand in a form: texts as they were typed, so that nothing is lost
 * when it has to be shown again.
 *
 * @param id becomes the courier's, so that a form sent twice adds one
 * @param anyTime whether their keys open at every hour; else the days that are ticked
 */
public record CourierForm(
    UUID id,
    int version,
    Map<String, String> texts,
    boolean anyTime,
    Map<DayOfWeek, Day> days,
    Set<UUID> properties) {

  /** One weekday with its hours as they were typed. */
  public record Day(boolean on, String from, String to) {}

  private static final List<String> TEXTS =
      List.of("firstName", "lastName", "carrier", "email", "phone", "language", "lastDay");

  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+");
  private static final String END_OF_DAY = "24:00";

  static CourierForm fresh(UUID id, Property property) {
    Map<DayOfWeek, Day> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      days.put(day, new Day(day.compareTo(DayOfWeek.SATURDAY) < 0, "08:00", "18:00"));
    }
    return new CourierForm(
        id, 0, Map.of("language", property.language()), true, days, Set.of(property.id()));
  }

  static CourierForm of(Courier courier) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("firstName", courier.firstName());
    texts.put("lastName", courier.lastName());
    texts.put("carrier", courier.carrier());
    texts.put("email", Objects.requireNonNullElse(courier.email(), ""));
    texts.put("phone", courier.phone() == null ? "" : ContactData.written(courier.phone()));
    texts.put("language", courier.language());
    texts.put("lastDay", courier.lastDay() == null ? "" : courier.lastDay().toString());
    Map<DayOfWeek, Day> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) days.put(day, new Day(false, "08:00", "18:00"));
    for (CourierWindow window : courier.windows()) {
      days.put(window.weekday(), new Day(true, time(window.fromMinute()), time(window.toMinute())));
    }
    return new CourierForm(
        courier.id(),
        courier.version(),
        texts,
        courier.windows().isEmpty(),
        days,
        courier.properties());
  }

  static CourierForm posted(UUID id, MultiValueMap<String, String> fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : TEXTS) texts.put(name, text(fields, name));
    Map<DayOfWeek, Day> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = code(day);
      days.put(
          day,
          new Day(
              fields.containsKey(name), text(fields, name + "-from"), text(fields, name + "-to")));
    }
    Set<UUID> properties = new LinkedHashSet<>();
    for (String property : fields.getOrDefault("properties", List.of())) {
      properties.add(uuid(property));
    }
    return new CourierForm(
        id,
        number(text(fields, "version")),
        texts,
        !text(fields, "hours").equals("days"),
        days,
        properties);
  }

  public String of(String field) {
    return texts.getOrDefault(field, "");
  }

  /** As it stands in the form. */
  public static String code(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  public Day day(DayOfWeek day) {
    return Objects.requireNonNull(days.get(day));
  }

  CourierForm withVersion(int now) {
    return new CourierForm(id, now, texts, anyTime, days, properties);
  }

  /** What the form asks for; what cannot be read is said at its field. */
  CourierData data(FormErrors errors, Words words) {
    return new CourierData(
        of("firstName"),
        of("lastName"),
        of("carrier"),
        of("email"),
        of("phone"),
        of("language"),
        lastDay(errors, words),
        anyTime ? List.of() : windows(errors, words),
        properties);
  }

  private @Nullable LocalDate lastDay(FormErrors errors, Words words) {
    if (of("lastDay").isEmpty()) return null;
    try {
      return LocalDate.parse(of("lastDay"));
    } catch (DateTimeParseException e) {
      errors.add("lastDay", words.of("courier.error.date"));
      return null;
    }
  }

  private List<CourierWindow> windows(FormErrors errors, Words words) {
    List<CourierWindow> windows = new ArrayList<>();
    days.forEach((day, hours) -> {
      if (!hours.on()) return;
      Integer from = minute(hours.from());
      Integer to =
          hours.to().equals("00:00")
              ? Integer.valueOf(CourierWindow.WHOLE_DAY)
              : minute(hours.to());
      if (from == null || to == null || from == CourierWindow.WHOLE_DAY) {
        errors.add(code(day), words.of("courier.error.time"));
      } else if (from >= to) {
        errors.add(code(day), words.of("courier.error.window"));
      } else {
        windows.add(new CourierWindow(day, from, to));
      }
    });
    if (windows.isEmpty() && !errors.any()) {
      errors.add("monday", words.of("courier.error.no-day"));
    }
    return windows;
  }

  private static @Nullable Integer minute(String written) {
    if (written.equals(END_OF_DAY)) return CourierWindow.WHOLE_DAY;
    try {
      return LocalTime.parse(written).toSecondOfDay() / 60;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A time field knows no 24:00; midnight at the day's end is written 00:00 there. */
  private static String time(int minute) {
    return LocalTime.ofSecondOfDay(minute % CourierWindow.WHOLE_DAY * 60L).toString();
  }

  private static String text(MultiValueMap<String, String> fields, String name) {
    return CONTROLS
        .matcher(Objects.requireNonNullElse(fields.getFirst(name), ""))
        .replaceAll(" ")
        .strip();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
  }
}
