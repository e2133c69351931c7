package dev.postern.door.driver.http;

import dev.postern.door.DoorFault;
import dev.postern.door.DoorField;
import dev.postern.door.DoorSettings;
import dev.postern.door.HostAndPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was filled in for a door of this kind. */
record HttpSettings(DoorSettings settings) {
  static final String OPEN_URL = "openUrl";
  static final String METHOD = "method";
  static final String HEADERS = "headers";
  static final String SECRET_HEADER = "secretHeader";
  static final String BODY = "body";
  static final String EXPECTED_STATUS = "expectedStatus";
  static final String EXPECTED_TEXT = "expectedText";
  static final String STATE_URL = "stateUrl";
  static final String ON_TEXT = "onText";
  private static final String COMMAND = "{command}";
  private static final String SECONDS = "{seconds}";

  static List<DoorField> fields() {
    return List.of(
        DoorField.url(OPEN_URL, true),
        DoorField.choice(METHOD, "POST", "GET", "PUT"),
        DoorField.linesOrNone(HEADERS, 2_000),
        DoorField.text(SECRET_HEADER, 100, "Authorization"),
        DoorField.secret(false),
        DoorField.linesOrNone(BODY, 4_000),
        DoorField.number(EXPECTED_STATUS, 200, 399, "200"),
        DoorField.textOrNone(EXPECTED_TEXT, 200),
        DoorField.PULSE,
        DoorField.CONTACT,
        DoorField.url(STATE_URL, false),
        DoorField.textOrNone(ON_TEXT, 200));
  }

  List<DoorFault> faults() {
    List<DoorFault> faults = new ArrayList<>();
    if (!isFixed(settings.text(OPEN_URL))) faults.add(unusable(OPEN_URL));
    if (!hasGoodHeaders()) faults.add(unusable(HEADERS));
    if (!HeaderLines.mayCarryASecret(secretHeader())) faults.add(unusable(SECRET_HEADER));
    // What a device does with the content of a GET is anybody's guess (RFC 9110, section 9.3.1).
    if (method().equals("GET") && settings.has(BODY)) faults.add(unusable(BODY));
    if (settings.text(STATE_URL).contains("{")) faults.add(unusable(STATE_URL));
    if (!settings.hasContact()) return faults;
    for (String field : List.of(STATE_URL, ON_TEXT)) {
      if (!settings.has(field)) faults.add(new DoorFault(field, DoorFault.Reason.MISSING));
    }
    return faults;
  }

  String method() {
    return settings.has(METHOD) ? settings.text(METHOD) : "POST";
  }

  String secretHeader() {
    return settings.has(SECRET_HEADER) ? settings.text(SECRET_HEADER) : "Authorization";
  }

  int expectedStatus() {
    return settings.has(EXPECTED_STATUS) ? settings.number(EXPECTED_STATUS) : 200;
  }

  Optional<HostAndPort> host(String field) {
    return DoorField.hostOf(settings.text(field));
  }

  /** Of a field that has a {@link #host}. */
  URI url(String field, UUID command) {
    return URI.create(filled(settings.text(field), command));
  }

  /** Lines end as they do in JSON and in shells, whatever the browser made of them. */
  String body(UUID command) {
    return filled(settings.text(BODY).replace("\r\n", "\n"), command);
  }

  /**
   * Whether both addresses are the same machine, port and scheme, so that the password for one may
   * be shown to the other.
   */
  boolean stateIsAtTheSameDevice() {
    boolean sameScheme = isEncrypted(OPEN_URL) == isEncrypted(STATE_URL);
    return sameScheme && host(OPEN_URL).equals(host(STATE_URL));
  }

  /** The one with the password does not come twice. */
  private boolean hasGoodHeaders() {
    return HeaderLines.read(settings.text(HEADERS)).stream()
        .anyMatch(all -> all.stream().noneMatch(it -> it.name().equalsIgnoreCase(secretHeader())));
  }

  private boolean isEncrypted(String field) {
    return settings.text(field).startsWith("https:");
  }

  /**
   * What is filled in consists of digits, letters a to f and hyphens only, which mean themselves in
   * an address, in JSON, in XML and in a form alike: there is nothing to escape.
   */
  private String filled(String text, UUID command) {
    return text.replace(COMMAND, command.toString())
        .replace(SECONDS, Long.toString(settings.pulse().toSeconds()));
  }

  /** Whom it calls does not depend on what is filled in, and nothing else is in braces. */
  private boolean isFixed(String url) {
    int slashes = url.indexOf("//") + 2;
    int path = url.indexOf('/', slashes) < 0 ? url.length() : url.indexOf('/', slashes);
    int first = url.indexOf('{');
    String rest = url.replace(COMMAND, "").replace(SECONDS, "");
    return (first < 0 || first > path) && !rest.contains("{");
  }

  private static DoorFault unusable(String field) {
    return new DoorFault(field, DoorFault.Reason.UNUSABLE);
  }
}
