package dev.postern.door.driver.controlbyweb;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The document {@code state.xml}: one element full of flat ones. It is read by this grammar and not
 * by an XML parser, so there is no entity, no DTD and no depth that anybody could send; what has
 * them is not understood.
 *
 * <p>The models spell alike things differently: {@code relaystate} and {@code inputstate}
 * (WebRelay, one relay), {@code relay1state} and {@code input1state} (WebRelay-Quad, WebRelay-10,
 * X-301), {@code relay1} and {@code digitalInput1} (X-401, X-410 and their kind).
 *
 * @param values by the element's name in small letters
 */
record StateXml(Map<String, String> values) {
  /** The number of the relay, or the input, of a model that has but one and does not number it. */
  static final int ONLY = 0;

  private static final Pattern DOCUMENT =
      Pattern.compile(
          "\\s*+(?:<\\?xml[^<>]{0,100}+>)?\\s*+<datavalues>(.*)</datavalues>\\s*+",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern ELEMENT =
      Pattern.compile(
          "\\G\\s*+<([A-Za-z][A-Za-z0-9_.-]{0,63})(?:\\s*+/>|>([^<>]{0,200}+)</\\1\\s*+>)\\s*+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  StateXml {
    values = Map.copyOf(values);
  }

  /** Empty if it is anything else, or says one thing twice. */
  static Optional<StateXml> read(String text) {
    Matcher document = DOCUMENT.matcher(text);
    if (!document.matches()) return Optional.empty();
    String inside = document.group(1);
    Map<String, String> values = new HashMap<>();
    Matcher element = ELEMENT.matcher(inside);
    int end = 0;
    while (element.find()) {
      end = element.end();
      String value = element.group(2) == null ? "" : element.group(2).strip();
      if (values.put(element.group(1).toLowerCase(Locale.ROOT), value) != null) {
        return Optional.empty();
      }
    }
    return inside.substring(end).isBlank() ? Optional.of(new StateXml(values)) : Optional.empty();
  }

  /** Whether the relay is on; empty if this device has no such relay. */
  Optional<Boolean> relay(int number) {
    return state(
        number == ONLY
            ? List.of("relaystate")
            : List.of("relay" + number + "state", "relay" + number));
  }

  /** Whether the input is on; empty if this device has no such input. */
  Optional<Boolean> input(int number) {
    return state(
        number == ONLY
            ? List.of("inputstate")
            : List.of("input" + number + "state", "digitalinput" + number));
  }

  /**
   * The request that pulses this relay in this model's way: 2 is a pulse, of so many seconds this
   * one time ("it is not stored"). With the newer models "the pulseTime argument must come before".
   */
  String pulse(int relay, long seconds) {
    if (relay == ONLY) return "/state.xml?relayState=2&pulseTime=" + seconds;
    return values.containsKey("relay" + relay + "state")
        ? "/state.xml?relay%1$dState=2&pulseTime%1$d=%2$d".formatted(relay, seconds)
        : "/state.xml?pulseTime%1$d=%2$d&relay%1$d=2".formatted(relay, seconds);
  }

  /** What it calls itself, as far as it does. */
  String device() {
    String serial = values.getOrDefault("serialnumber", "");
    return ("ControlByWeb " + UNPRINTABLE.matcher(serial).replaceAll("")).strip();
  }

  private Optional<Boolean> state(List<String> names) {
    return names.stream()
        .map(it -> values.getOrDefault(it, ""))
        .filter(it -> "0".equals(it) || "1".equals(it))
        .map("1"::equals)
        .findFirst();
  }
}
