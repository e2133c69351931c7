package dev.postern.door.driver.uhppote;

import dev.postern.door.DoorFault;
import dev.postern.door.DoorField;
import dev.postern.door.DoorSettings;
import dev.postern.door.HostAndPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What staff fill in for a door of a board. */
record UhppoteSettings(DoorSettings settings) {
  static final String SERIAL = "serial";
  static final String DOOR = "door";
  static final String LISTEN_PORT = "listenPort";
  static final String LISTEN_HOST = "listenHost";

  private static final int PORT = 60_000;
  private static final int DOORS = 4;
  private static final int FIRST_FREE_PORT = 1_024;
  private static final int LAST_PORT = 65_535;
  private static final long GREATEST_SERIAL = 0xffff_ffffL;

  static final List<DoorField> FIELDS =
      List.of(
          DoorField.host(PORT),
          DoorField.text(SERIAL, 10, ""),
          DoorField.number(DOOR, 1, DOORS, "1"),
          DoorField.PULSE,
          DoorField.CONTACT,
          DoorField.numberOrNone(LISTEN_PORT, FIRST_FREE_PORT, LAST_PORT),
          DoorField.textOrNone(LISTEN_HOST, 15));

  List<DoorFault> faults() {
    List<DoorFault> faults = new ArrayList<>();
    if (board().isEmpty()) faults.add(unusable(DoorField.HOST));
    if (serial().isEmpty()) faults.add(unusable(SERIAL));
    if (settings.has(LISTEN_HOST) && listenHost().isEmpty()) faults.add(unusable(LISTEN_HOST));
    return faults;
  }

  /**
   * Empty unless the address is one of IPv4: a board has no other, and looking a name up could take
   * longer than there is time.
   */
  Optional<InetSocketAddress> board() {
    return HostAndPort.parse(settings.text(DoorField.HOST))
        .flatMap(host -> ip(host.host()).map(it -> new InetSocketAddress(it, host.port())));
  }

  /** As it is printed on the board; empty if it cannot be one. */
  OptionalLong serial() {
    String text = settings.text(SERIAL);
    if (!text.matches("[0-9]{1,10}")) return OptionalLong.empty();
    long serial = Long.parseLong(text);
    return serial > 0 && serial <= GREATEST_SERIAL ? OptionalLong.of(serial) : OptionalLong.empty();
  }

  int door() {
    return settings.number(DOOR);
  }

  int pulseSeconds() {
    return (int) settings.pulse().toSeconds();
  }

  /** Empty if the board shall not call us. */
  OptionalInt listenPort() {
    return settings.has(LISTEN_PORT)
        ? OptionalInt.of(settings.number(LISTEN_PORT))
        : OptionalInt.empty();
  }

  /** Empty if it is for the network to say which address of ours the board can call. */
  Optional<InetAddress> listenHost() {
    return ip(settings.text(LISTEN_HOST));
  }

  private static Optional<InetAddress> ip(String text) {
    if (!text.matches("[0-9]{1,3}([.][0-9]{1,3}){3}")) return Optional.empty();
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static DoorFault unusable(String field) {
    return new DoorFault(field, DoorFault.Reason.UNUSABLE);
  }
}
