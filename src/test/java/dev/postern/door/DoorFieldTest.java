package dev.postern.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.door.DoorFault.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorFieldTest {
  private static final DoorField HOST = DoorField.host(80);

  @ParameterizedTest
  @CsvSource({
    "192.168.1.20, 192.168.1.20, 80",
    "' Relay.Lan:80 ', relay.lan, 80",
    "relay.lan:8080, relay.lan, 8080",
    "[fe80::1]:8080, [fe80::1], 8080"
  })
  void understandsAnAddress(String typed, String host, int port) {
    assertThat(HostAndPort.parse(typed)).contains(new HostAndPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "http://relay.lan",
        "relay.lan/rpc",
        "relay.lan?x",
        "relay.lan#x",
        "relay.lan:",
        "relay.lan:0",
        "relay.lan:65536",
        "relay.lan:x",
        "admin@relay.lan",
        "a b",
        "relay_1.lan",
        "relay.lan\r\nHost: x",
        "relay.lan\\x",
        "::1"
      })
  void refusesWhatIsNotAnAddress(String typed) {
    if (typed.isBlank()) return;
    assertThat(reason(HOST, typed, List.of())).isEqualTo(Reason.HOST);
  }

  @Test
  void allowsOnlyTheHostAndPortOnTheList() {
    List<String> hosts = List.of("relay.lan", "10.0.0.9:8080");

    assertThat(reason(HOST, "RELAY.lan:80", hosts)).isNull();
    assertThat(reason(HOST, "10.0.0.9:8080", hosts)).isNull();
    assertThat(reason(HOST, "10.0.0.9", hosts)).isEqualTo(Reason.HOST_NOT_ALLOWED);
    assertThat(reason(HOST, "relay.lan:22", hosts)).isEqualTo(Reason.HOST_NOT_ALLOWED);
    assertThat(reason(HOST, "relay.lan", List.of())).isEqualTo(Reason.HOST_NOT_ALLOWED);
    assertThat(reason(DoorField.host(502), "relay.lan", hosts)).isEqualTo(Reason.HOST_NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "http://relay.lan/open, ",
    "https://relay.lan/open, HOST_NOT_ALLOWED",
    "http://other.lan/open, HOST_NOT_ALLOWED",
    "http://relay.lan@other.lan/, URL",
    "file:///etc/passwd, URL",
    "relay.lan/open, URL",
    "http://relay.lan/o pen, URL",
  })
  void callsNoUrlButOfThoseOnTheList(String url, @Nullable Reason reason) {
    DoorField field = DoorField.url("openUrl", true);
    assertThat(reason(field, url, List.of("relay.lan"))).isEqualTo(reason);
  }

  @Test
  void doesNotStartWithAListThatCannotBeRead() {
    assertThatThrownBy(() -> new AllowedHosts(List.of("http://relay.lan")))
        .hasMessageContaining("postern.door.hosts")
        .hasMessageContaining("http://relay.lan");
  }

  @Test
  void pulsesBetweenOneSecondAndTen() {
    assertThat(reason(DoorField.PULSE, "1", List.of())).isNull();
    assertThat(reason(DoorField.PULSE, "10", List.of())).isNull();
    assertThat(reason(DoorField.PULSE, "0", List.of())).isEqualTo(Reason.NUMBER);
    assertThat(reason(DoorField.PULSE, "11", List.of())).isEqualTo(Reason.NUMBER);
    assertThat(reason(DoorField.PULSE, "1.5", List.of())).isEqualTo(Reason.NUMBER);
    assertThat(DoorField.PULSE.stored(" ")).isEqualTo("5");
  }

  @Test
  void asksForWhatIsNeeded() {
    assertThat(reason(HOST, "", List.of())).isEqualTo(Reason.MISSING);
    assertThat(reason(DoorField.secret(true), "", List.of())).isEqualTo(Reason.MISSING);
    assertThat(reason(DoorField.secret(false), "", List.of())).isNull();
    assertThat(reason(DoorField.textOrNone("user", 5), "sixsix", List.of()))
        .isEqualTo(Reason.TOO_LONG);
    assertThat(reason(DoorField.CONTACT, "SOMETIMES", List.of())).isEqualTo(Reason.CHOICE);
  }

  private static @Nullable Reason reason(DoorField field, String typed, List<String> hosts) {
    DoorFault fault = field.fault(field.stored(typed), new AllowedHosts(hosts));
    return fault == null ? null : fault.reason();
  }
}
