package dev.postern.door.driver.shelly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.postern.door.AllowedHosts;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorRig;
import dev.postern.door.FakeShelly;
import dev.postern.door.FakeShelly.Fault;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ShellyDriverTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  // The faults that use up the time: a deadline worth waiting for, and a device later than that.
  private static final Set<Fault> SLOW =
      EnumSet.of(Fault.STALLS, Fault.ANSWERS_LATE, Fault.TRICKLES);
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LATE = Duration.ofSeconds(6);
  private static final Duration BUSY_MACHINE = Duration.ofSeconds(2);

  static Stream<Arguments> faults() {
    Opening opened = new Opened();
    return Stream.of(
        arguments(Fault.NONE, opened, 1),
        arguments(Fault.NO_PASSWORD_SET, opened, 1),
        arguments(Fault.REFUSES_THE_CONNECTION, notOpened(OpeningReason.UNREACHABLE), 0),
        arguments(Fault.STALLS_AT_THE_QUESTION, notOpened(OpeningReason.SILENT), 0),
        arguments(Fault.RESETS_AT_THE_QUESTION, notOpened(OpeningReason.SILENT), 0),
        arguments(Fault.BUSY_AT_THE_QUESTION, notOpened(OpeningReason.DEVICE_REFUSED), 0),
        arguments(Fault.REDIRECTS_AT_THE_QUESTION, notOpened(OpeningReason.DEVICE_REFUSED), 0),
        arguments(Fault.FAILS_AT_THE_QUESTION, notOpened(OpeningReason.DEVICE_REFUSED), 0),
        arguments(Fault.ANOTHER_PASSWORD, notOpened(OpeningReason.PASSWORD_REFUSED), 0),
        arguments(Fault.ASKS_FOR_MD5, notOpened(OpeningReason.PASSWORD_REFUSED), 0),
        arguments(Fault.NOT_FOUND, notOpened(OpeningReason.DEVICE_REFUSED), 0),
        arguments(Fault.BUSY, notOpened(OpeningReason.DEVICE_REFUSED), 0),
        arguments(Fault.ERROR_FRAME, notOpened(OpeningReason.DEVICE_REFUSED), 0),
        arguments(Fault.UNSURE_ERROR_FRAME, unknown(OpeningReason.UNCLEAR_ANSWER), 0),
        arguments(Fault.RESETS_BEFORE_THE_PULSE, unknown(OpeningReason.CUT_OFF), 0),
        arguments(Fault.RESETS_AFTER_THE_PULSE, unknown(OpeningReason.CUT_OFF), 1),
        arguments(Fault.HANGS_UP_AFTER_THE_PULSE, unknown(OpeningReason.CUT_OFF), 1),
        arguments(Fault.STALLS, unknown(OpeningReason.NO_ANSWER), 0),
        arguments(Fault.ANSWERS_LATE, unknown(OpeningReason.NO_ANSWER), 1),
        arguments(Fault.TRICKLES, unknown(OpeningReason.NO_ANSWER), 1),
        arguments(Fault.HALF_AN_ANSWER, unknown(OpeningReason.CUT_OFF), 1),
        arguments(Fault.ENDLESS_ANSWER, unknown(OpeningReason.CUT_OFF), 1),
        arguments(Fault.NOT_JSON, unknown(OpeningReason.UNCLEAR_ANSWER), 1),
        arguments(Fault.NOT_HTTP, unknown(OpeningReason.CUT_OFF), 1),
        arguments(Fault.ANOTHER_ID, unknown(OpeningReason.UNCLEAR_ANSWER), 1),
        arguments(Fault.NO_RESULT, unknown(OpeningReason.UNCLEAR_ANSWER), 1),
        arguments(Fault.RESULT_AND_ERROR, unknown(OpeningReason.UNCLEAR_ANSWER), 1),
        arguments(Fault.FAILS_AFTER_THE_PULSE, unknown(OpeningReason.UNCLEAR_ANSWER), 1),
        arguments(Fault.REDIRECTS, unknown(OpeningReason.UNCLEAR_ANSWER), 0));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysWhatIsKnownAboutTheDoorAndNeverOrdersTwice(Fault fault, Opening expected, int pulses)
      throws IOException {
    try (var shelly = new FakeShelly(fault, LATE)) {
      long startedAt = System.nanoTime();

      Opening opening = open(shelly.host(), SLOW.contains(fault) ? SOON : DEADLINE);

      assertThat(opening).isEqualTo(expected);
      assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
          .isLessThan(SOON.plus(BUSY_MACHINE));
      assertThat(shelly.pulses()).isEqualTo(pulses);
      assertThat(shelly.orders()).isLessThanOrEqualTo(1);
      assertThat(shelly.connections()).isLessThanOrEqualTo(2);
      assertThat(shelly.problems()).isEmpty();
    }
  }

  @Test
  void everyFaultIsTried() {
    Set<Object> tried = faults().map(it -> it.get()[0]).collect(Collectors.toSet());
    assertThat(tried).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Fault.class));
  }

  @Test
  void leavesTheEndOfThePulseToTheDevice() throws IOException {
    try (var shelly = new FakeShelly(Fault.NONE, LATE)) {
      var settings = Map.of("host", shelly.host(), "relay", "1", "pulseSeconds", "7");

      assertThat(open(settings, List.of(shelly.host()), DEADLINE)).isEqualTo(new Opened());

      assertThat(shelly.pulseParameters())
          .containsExactly(new JsonMapper().readTree("{\"id\":1,\"on\":true,\"toggle_after\":7}"));
    }
  }

  @Test
  void callsNoDeviceThatIsNotOnTheList() throws IOException {
    try (var shelly = new FakeShelly(Fault.NONE, LATE)) {
      var settings = settings(shelly.host());

      assertThat(open(settings, List.of(), DEADLINE))
          .isEqualTo(notOpened(OpeningReason.HOST_NOT_ALLOWED));
      assertThat(open(settings, List.of("127.0.0.1"), DEADLINE))
          .isEqualTo(notOpened(OpeningReason.HOST_NOT_ALLOWED));
      assertThat(shelly.connections()).isZero();
    }
  }

  @Test
  void sendsNothingAfterTheDeadline() throws IOException {
    try (var shelly = new FakeShelly(Fault.NONE, LATE)) {
      assertThat(open(shelly.host(), Duration.ZERO)).isEqualTo(notOpened(OpeningReason.TOO_LATE));
      assertThat(shelly.connections()).isZero();
    }
  }

  @Test
  void givesUpSoonOnADeviceThatTakesNoConnection() throws IOException {
    try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> waiting = fillTheQueueOf(deaf);
      long startedAt = System.nanoTime();

      Opening opening = open("127.0.0.1:" + deaf.getLocalPort(), Duration.ofSeconds(5));

      assertThat(opening).isEqualTo(notOpened(OpeningReason.UNREACHABLE));
      assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(SOON);
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void doesNotKnowAHostThatHasNoAddress() {
    assertThat(open("shelly.invalid", DEADLINE)).isEqualTo(notOpened(OpeningReason.UNREACHABLE));
  }

  private static List<Socket> fillTheQueueOf(ServerSocket deaf) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      waiting.add(new Socket(deaf.getInetAddress(), deaf.getLocalPort()));
    }
    return waiting;
  }

  private static Opening open(String host, Duration timeLeft) {
    return open(settings(host), List.of(host), timeLeft);
  }

  private static Opening open(
      Map<String, String> settings, List<String> allowed, Duration timeLeft) {
    DoorLine line = DoorRig.line("shelly", new Secret(FakeShelly.PASSWORD), settings);
    var command = new DoorCommand(line, new UUID(0, 3), System.nanoTime() + timeLeft.toNanos());
    return new ShellyDriver(new AllowedHosts(allowed), new JsonMapper()).open(command);
  }

  private static Map<String, String> settings(String host) {
    return Map.of("host", host, "relay", "0");
  }

  private static Opening notOpened(OpeningReason because) {
    return new NotOpened(because);
  }

  private static Opening unknown(OpeningReason because) {
    return new Unknown(because);
  }
}
