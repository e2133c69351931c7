package dev.postern.door;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that staff fill in for a door. Its label is the message of its {@link #key}, the help
 * below it that of {@code <key>.help}, where there is one, a choice's words {@code <key>.<choice>}.
 *
 * @param usual what stands there at first and counts when nothing is filled in
 * @param needed whether it may not be left empty
 * @param least the smallest number, or the shortest text
 * @param most the greatest number, or the longest text
 * @param choices of a {@link Kind#CHOICE}
 */
public record DoorField(
    String name,
    Kind kind,
    String usual,
    boolean needed,
    int least,
    int most,
    List<String> choices) {

  public static final String HOST = "host";

  /** The device's password goes into the vault and never into the settings. */
  public static final String PASSWORD = "password";

  public static final String NO_CONTACT = "NONE";
  public static final String OPEN_WHEN_ON = "OPEN_WHEN_ON";
  public static final String OPEN_WHEN_OFF = "OPEN_WHEN_OFF";

  /** Seconds that the strike stays released. */
  public static final DoorField PULSE = number("pulseSeconds", 1, 10, "5");

  /** Whether there is a contact at the leaf, and how it is wired. */
  public static final DoorField CONTACT =
      choice("contact", NO_CONTACT, OPEN_WHEN_ON, OPEN_WHEN_OFF);

  /** Who signs in at the device. */
  public static final DoorField USER = textOrNone("user", 100);

  private static final Set<String> SHARED =
      Set.of(HOST, PASSWORD, PULSE.name(), CONTACT.name(), USER.name());
  private static final int LONGEST_SECRET = 200;
  private static final int LONGEST_URL = 500;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+}");

  /** How it is filled in. */
  public enum Kind {
    /** The device's address. */
    HOST,
    URL,
    NUMBER,
    TEXT,
    /** A text of several lines. */
    LINES,
    CHOICE,
    SECRET
  }

  public DoorField {
    choices = List.copyOf(choices);
  }

  /**
   * @param port what counts when an address is given without one
   */
  public static DoorField host(int port) {
    return new DoorField(HOST, Kind.HOST, "", true, port, port, List.of());
  }

  public static DoorField number(String name, int least, int most, String usual) {
    return new DoorField(name, Kind.NUMBER, usual, true, least, most, List.of());
  }

  /** A number that may be left out. */
  public static DoorField numberOrNone(String name, int least, int most) {
    return new DoorField(name, Kind.NUMBER, "", false, least, most, List.of());
  }

  public static DoorField text(String name, int longest, String usual) {
    return new DoorField(name, Kind.TEXT, usual, true, 1, longest, List.of());
  }

  /** A text that may be left out. */
  public static DoorField textOrNone(String name, int longest) {
    return new DoorField(name, Kind.TEXT, "", false, 0, longest, List.of());
  }

  /** A text of several lines that may be left out. */
  public static DoorField linesOrNone(String name, int longest) {
    return new DoorField(name, Kind.LINES, "", false, 0, longest, List.of());
  }

  /** The first is the usual one. */
  public static DoorField choice(String name, String... choices) {
    return new DoorField(name, Kind.CHOICE, choices[0], true, 0, 0, List.of(choices));
  }

  /** An address beginning with http:// or https://, without a user or password in it. */
  public static DoorField url(String name, boolean needed) {
    return new DoorField(name, Kind.URL, "", needed, 0, LONGEST_URL, List.of());
  }

  public static DoorField secret(boolean needed) {
    return new DoorField(PASSWORD, Kind.SECRET, "", needed, 0, LONGEST_SECRET, List.of());
  }

  /** The message with its label; what several drivers ask for is asked in the same words. */
  public String key(String driver) {
    return (SHARED.contains(name) ? "door.field." : "door." + driver + ".") + name;
  }

  /** As it is stored: the one spelling of what was typed, or what is usual. */
  String stored(@Nullable String typed) {
    String text = typed == null ? "" : typed.strip();
    if (text.isEmpty()) return needed ? usual : "";
    return kind == Kind.HOST
        ? HostAndPort.parse(text, least).map(HostAndPort::toString).orElse(text)
        : text;
  }

  /** What is wrong with what would be {@link #stored}, or null if nothing is. */
  @Nullable DoorFault fault(String text, AllowedHosts hosts) {
    DoorFault.Reason reason = text.isEmpty() ? empty() : reason(text, hosts);
    return reason == null ? null : new DoorFault(name, reason, least, most);
  }

  private DoorFault.@Nullable Reason empty() {
    return needed ? DoorFault.Reason.MISSING : null;
  }

  private DoorFault.@Nullable Reason reason(String text, AllowedHosts hosts) {
    return switch (kind) {
      case HOST -> host(HostAndPort.parse(text), hosts, DoorFault.Reason.HOST);
      case URL -> host(hostOf(text), hosts, DoorFault.Reason.URL);
      case NUMBER -> isNumber(text) ? null : DoorFault.Reason.NUMBER;
      case TEXT, LINES, SECRET -> text.length() > most ? DoorFault.Reason.TOO_LONG : null;
      case CHOICE -> choices.contains(text) ? null : DoorFault.Reason.CHOICE;
    };
  }

  private static DoorFault.@Nullable Reason host(
      Optional<HostAndPort> address, AllowedHosts hosts, DoorFault.Reason unreadable) {
    if (address.isEmpty()) return unreadable;
    return hosts.allow(address.get()) ? null : DoorFault.Reason.HOST_NOT_ALLOWED;
  }

  private boolean isNumber(String text) {
    if (!text.matches("-?[0-9]{1,9}")) return false;
    int number = Integer.parseInt(text);
    return number >= least && number <= most;
  }

  /**
   * Whom a URL calls; empty if it is none that may stand in a door's settings. It may have {@code
   * {words}} in braces, which its driver fills in.
   */
  public static Optional<HostAndPort> hostOf(String url) {
    if (url.length() > LONGEST_URL) return Optional.empty();
    try {
      URI uri = new URI(PLACEHOLDER.matcher(url).replaceAll("0")).parseServerAuthority();
      boolean http = Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
      if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) return Optional.empty();
      return HostAndPort.parse(uri.getRawAuthority(), uri.getScheme().equals("https") ? 443 : 80);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
