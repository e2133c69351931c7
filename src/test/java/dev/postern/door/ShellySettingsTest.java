package dev.postern.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellySettingsTest {
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
    assertThat(new ShellySettings(typed).hostFault(new AllowedHosts(List.of())))
        .isEqualTo(DoorFault.HOST);
  }

  @Test
  void allowsOnlyTheHostAndPortOnTheList() {
    var hosts = new AllowedHosts(List.of("relay.lan", "10.0.0.9:8080"));

    assertThat(new ShellySettings("RELAY.lan:80").hostFault(hosts)).isNull();
    assertThat(new ShellySettings("10.0.0.9:8080").hostFault(hosts)).isNull();
    assertThat(new ShellySettings("10.0.0.9").hostFault(hosts))
        .isEqualTo(DoorFault.HOST_NOT_ALLOWED);
    assertThat(new ShellySettings("relay.lan:22").hostFault(hosts))
        .isEqualTo(DoorFault.HOST_NOT_ALLOWED);
    assertThat(new ShellySettings("relay.lan").hostFault(new AllowedHosts(List.of())))
        .isEqualTo(DoorFault.HOST_NOT_ALLOWED);
  }

  @Test
  void doesNotStartWithAListThatCannotBeRead() {
    assertThatThrownBy(() -> new AllowedHosts(List.of("http://relay.lan")))
        .hasMessageContaining("postern.door.hosts")
        .hasMessageContaining("http://relay.lan");
  }

  @Test
  void pulsesBetweenOneSecondAndTen() {
    assertThat(new ShellySettings("relay.lan", 0, 1).pulseFault()).isNull();
    assertThat(new ShellySettings("relay.lan", 0, 10).pulseFault()).isNull();
    assertThat(new ShellySettings("relay.lan", 0, 0).pulseFault()).isEqualTo(DoorFault.PULSE);
    assertThat(new ShellySettings("relay.lan", 0, 11).pulseFault()).isEqualTo(DoorFault.PULSE);
  }

  @Test
  void numbersItsRelaysFromZero() {
    assertThat(new ShellySettings("relay.lan", 0, 3).relayFault()).isNull();
    assertThat(new ShellySettings("relay.lan", -1, 3).relayFault()).isEqualTo(DoorFault.RELAY);
  }
}
