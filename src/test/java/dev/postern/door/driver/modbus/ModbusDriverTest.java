package dev.postern.door.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.ExceptionCode;
import dev.postern.door.AllowedHosts;
import dev.postern.door.Contact;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorFault.Reason;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorRig;
import dev.postern.door.DoorSettings;
import dev.postern.door.DoorSign;
import dev.postern.door.Health;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.FakeListener;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModbusDriverTest {
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(800);
  private static final Duration BUSY_MACHINE = Duration.ofSeconds(2);

  @Test
  void sendsExactlyTheseFramesOnOneConnection() throws Exception {
    try (var board = new FakeModbusBoard()) {
      assertThat(open(board, Map.of())).isEqualTo(new Opened());

      // Header: transaction, protocol 0, length 6, unit 1. Then 01 reads coil 0; 05 writes 70 times
      // 100 ms to 0x0200; 01 reads back.
      assertThat(board.frames())
          .containsExactly(
              "000100000006" + "01" + "0100000001",
              "000200000006" + "01" + "0502000046",
              "000300000006" + "01" + "0100000001");
      assertThat(board.connections()).isOne();
      assertThat(board.room().releases()).isOne();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLASH_COIL, 0502000046",
    "TIME_REGISTER, 06000a1b58",
    "START_REGISTER, 0600140001",
    "COIL_WITH_TIMER, 050000ff00"
  })
  void pulsesInTheWayOfEachBoard(String pulseBy, String command) throws Exception {
    try (var board = new FakeModbusBoard()) {
      int register = pulseBy.equals("TIME_REGISTER") ? 10 : 20;
      var settings =
          pulseBy.equals("TIME_REGISTER")
              ? Map.of("pulseBy", pulseBy, "register", "" + register, "tick", "1")
              : Map.of("pulseBy", pulseBy, "register", "" + register);

      assertThat(open(board, settings)).isEqualTo(new Opened());

      assertThat(board.writes()).hasSize(1);
      assertThat(board.writes().getFirst()).endsWith(command);
      assertThat(board.room().releases()).isOne();
    }
  }

  @Test
  void neverSendsWhatNobodyWouldEnd() throws Exception {
    try (var board = new FakeModbusBoard()) {
      assertThat(open(board, Map.of("pulseBy", "COIL_WITHOUT_TIMER")))
          .isEqualTo(notOpened(OpeningReason.NOT_READY));
      assertThat(board.connections()).isZero();
    }
  }

  @Test
  void doesNotTakeAnEchoForAnOpenDoor() throws Exception {
    try (var board = new FakeModbusBoard()) {
      board.onlyEcho();

      assertThat(open(board, Map.of())).isEqualTo(unknown(OpeningReason.UNCLEAR_ANSWER));
      assertThat(board.writes()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(ExceptionCode.class)
  void knowsNothingFromARefusalThatMayComeAfterTheBoardBegan(ExceptionCode code) throws Exception {
    Opening expected =
        switch (code) {
          case ILLEGAL_FUNCTION,
              ILLEGAL_DATA_ADDRESS,
              ILLEGAL_DATA_VALUE,
              SLAVE_DEVICE_BUSY,
              GATEWAY_PATH_UNAVAILABLE ->
              notOpened(OpeningReason.DEVICE_REFUSED);
          case SLAVE_DEVICE_FAILURE,
              ACKNOWLEDGE,
              MEMORY_PARITY_ERROR,
              GATEWAY_TARGET_DEVICE_FAILED_TO_RESPONSE ->
              unknown(OpeningReason.UNCLEAR_ANSWER);
        };
    try (var board = new FakeModbusBoard()) {
      board.refuseWith(code);
      assertThat(open(board, Map.of())).isEqualTo(expected);
      assertThat(board.writes()).hasSize(1);
    }
  }

  @Test
  void sendsNoPulseToABoardThatDoesNotKnowTheRelayOrTheUnit() throws Exception {
    try (var board = new FakeModbusBoard()) {
      assertThat(open(board, Map.of("coil", "8")))
          .isEqualTo(notOpened(OpeningReason.DEVICE_REFUSED));
      assertThat(probe(board, Map.of("coil", "8")))
          .isEqualTo(new Health.Ill(OpeningReason.DEVICE_REFUSED));
      assertThat(probe(board, Map.of("contactInput", "8")))
          .isEqualTo(new Health.Ill(OpeningReason.DEVICE_REFUSED));
      assertThat(open(board, Map.of("unit", "7"), SHORT)).isInstanceOf(NotOpened.class);
      assertThat(board.writes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // another unit, protocol, transaction that was never asked
        "0002000000060205020000" + "46",
        "0002000100060105020000" + "46",
        "0009000000060105020000" + "46",
        "0000000000060105020000" + "46",
        // too short, too long, endless, none at all
        "000200000001" + "01",
        "000200000000" + "01",
        "00020000ffff" + "0105020000" + "46",
        "000200000007" + "010502000046" + "00",
        "000200000002" + "0105",
        // another address, value, function
        "0002000000060105020100" + "46",
        "0002000000060105020000" + "47",
        "0002000000060106020000" + "46",
        "485454502f312e3120323030204f4b0d0a0d0a"
      })
  void knowsNothingFromAnAnswerThatIsNone(String bytes) throws Exception {
    byte[] answer = HexFormat.of().parseHex(bytes);
    try (var board = new FakeModbusBoard()) {
      board.answerWriteWith(answer);
      assertThat(open(board, Map.of())).isEqualTo(unknown(OpeningReason.UNCLEAR_ANSWER));
      assertThat(board.writes()).hasSize(1);
    }
    try (var board = new FakeModbusBoard()) {
      board.answerReadWith(answer);
      assertThat(open(board, Map.of())).isEqualTo(notOpened(OpeningReason.SILENT));
      assertThat(probe(board, Map.of())).isEqualTo(new Health.Ill(OpeningReason.SILENT));
      assertThat(board.writes()).isEmpty();
    }
  }

  @Test
  void saysWhatTheContactSays() throws Exception {
    try (var board = new FakeModbusBoard()) {
      assertThat(probe(board, Map.of())).isEqualTo(new Health.Well(Contact.CLOSED, ""));
      board.room().leaf(true);
      assertThat(probe(board, Map.of())).isEqualTo(new Health.Well(Contact.OPEN, ""));
      assertThat(probe(board, Map.of("contact", "OPEN_WHEN_OFF")))
          .isEqualTo(new Health.Well(Contact.CLOSED, ""));
      assertThat(probe(board, Map.of("contact", "NONE"))).isEqualTo(new Health.Well(null, ""));
      assertThat(board.writes()).isEmpty();
    }
  }

  @Test
  void callsNobodyWhoIsNotOnTheList() throws Exception {
    try (var board = new FakeModbusBoard()) {
      for (var hosts : List.of(List.<String>of(), List.of("127.0.0.1"))) {
        var driver = new ModbusDriver(new AllowedHosts(hosts));
        DoorLine line = line(board.host(), Map.of());

        assertThat(driver.open(command(line, TIME)))
            .isEqualTo(notOpened(OpeningReason.HOST_NOT_ALLOWED));
        assertThat(driver.probe(line, TIME))
            .isEqualTo(new Health.Ill(OpeningReason.HOST_NOT_ALLOWED));
        assertThat(driver.watch(line, 0, new Deaf())).isEqualTo(OpeningReason.HOST_NOT_ALLOWED);
      }
      assertThat(board.connections()).isZero();
    }
  }

  @Test
  void givesUpInTimeOnWhoDrips() throws Exception {
    try (var drips = new FakeListener(ModbusDriverTest::drip)) {
      String host = "127.0.0.1:" + drips.port();
      var driver = new ModbusDriver(new AllowedHosts(List.of(host)));
      DoorLine line = line(host, Map.of());
      long start = System.nanoTime();

      assertThat(driver.open(command(line, SHORT))).isEqualTo(notOpened(OpeningReason.SILENT));
      assertThat(driver.probe(line, SHORT)).isEqualTo(new Health.Ill(OpeningReason.SILENT));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThan(SHORT.multipliedBy(2).plus(BUSY_MACHINE));
    }
  }

  @Test
  void refusesSettingsThatCannotBe() {
    assertThat(faults(Map.of())).isEmpty();
    assertThat(faults(Map.of("pulseBy", "COIL_WITHOUT_TIMER")))
        .containsExactly(new DoorFault("pulseBy", Reason.UNUSABLE));
    assertThat(faults(Map.of("pulseBy", "TIME_REGISTER")))
        .containsExactly(new DoorFault("register", Reason.MISSING));
    assertThat(faults(Map.of("pulseBy", "START_REGISTER")))
        .containsExactly(new DoorFault("register", Reason.MISSING));
    assertThat(faults(Map.of("pulseBy", "COIL_WITH_TIMER"))).isEmpty();
    // Seven seconds are no whole number of these.
    assertThat(faults(Map.of("tick", "300")))
        .containsExactly(new DoorFault("tick", Reason.UNUSABLE));
    assertThat(faults(Map.of("tick", "10000")))
        .containsExactly(new DoorFault("tick", Reason.UNUSABLE));
    assertThat(faults(Map.of("flashBase", "65535", "coil", "1")))
        .containsExactly(new DoorFault("flashBase", Reason.UNUSABLE));
    assertThat(faults(Map.of("exitInput", "0")))
        .containsExactly(new DoorFault("exitInput", Reason.UNUSABLE));
  }

  @Test
  void saysWhatTheSettingsMakePossible() {
    var driver = new ModbusDriver(new AllowedHosts(List.of()));

    assertThat(driver.capabilities(new DoorSettings(Map.of("contact", "NONE"))))
        .containsExactly(DoorCapability.TIMED_PULSE);
    assertThat(driver.capabilities(line("h", Map.of("exitInput", "3")).settings()))
        .containsExactly(
            DoorCapability.TIMED_PULSE, DoorCapability.CONTACT, DoorCapability.EXIT_BUTTON);
  }

  private static void drip(Socket connection) throws IOException, InterruptedException {
    for (byte one : HexFormat.of().parseHex("00010000000401010101")) {
      Thread.sleep(150);
      connection.getOutputStream().write(one);
    }
  }

  private static List<DoorFault> faults(Map<String, String> more) {
    var driver = new ModbusDriver(new AllowedHosts(List.of()));
    return driver.faults(line("h", more).settings());
  }

  private static Opening open(FakeModbusBoard board, Map<String, String> more) {
    return open(board, more, TIME);
  }

  private static Opening open(FakeModbusBoard board, Map<String, String> more, Duration time) {
    var driver = new ModbusDriver(new AllowedHosts(List.of(board.host())));
    return driver.open(command(line(board.host(), more), time));
  }

  private static Health probe(FakeModbusBoard board, Map<String, String> more) {
    var driver = new ModbusDriver(new AllowedHosts(List.of(board.host())));
    return driver.probe(line(board.host(), more), TIME);
  }

  static DoorLine line(String host, Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "host", host,
                "unit", "1",
                "coil", "0",
                "pulseBy", "FLASH_COIL",
                "pulseSeconds", "7",
                "flashBase", "512",
                "tick", "100",
                "contact", "OPEN_WHEN_ON",
                "contactInput", "0"));
    settings.putAll(more);
    return DoorRig.line("modbus", null, settings);
  }

  static DoorCommand command(DoorLine line, Duration time) {
    return new DoorCommand(line, new UUID(0, 3), System.nanoTime() + time.toNanos());
  }

  private static Opening notOpened(OpeningReason because) {
    return new NotOpened(because);
  }

  private static Opening unknown(OpeningReason because) {
    return new Unknown(because);
  }

  private static final class Deaf implements DoorListener {
    @Override
    public void well(@Nullable Contact contact) {}

    @Override
    public void heard(DoorSign sign) {}
  }
}
