package dev.postern.door.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.door.AllowedHosts;
import dev.postern.door.Contact;
import dev.postern.door.DoorLine;
import dev.postern.door.Health;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The driver beside a second Modbus server that is not ours; skipped where it is missing. Debian:
 * {@code apt-get install -y --no-install-recommends python3-pymodbus python3-serial-asyncio}.
 */
class ModbusAgainstPymodbusTest {
  private static final Duration TIME = Duration.ofSeconds(4);

  /** Coil 0 and register 10 pulse it for a second; discrete input 0 is on. Coil 1 has no timer. */
  private static final String BOARD =
      """
      import sys, threading
      from pymodbus.datastore import (
          ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext)
      from pymodbus.server import StartTcpServer

      class Coils(ModbusSequentialDataBlock):
          def setValues(self, address, values):
              super().setValues(address, values)
              if address == 0:
                  threading.Timer(1, lambda: super(Coils, self).setValues(0, [False])).start()

      class Registers(ModbusSequentialDataBlock):
          def setValues(self, address, values):
              super().setValues(address, values)
              if address == 10:
                  coils.setValues(0, [True])

      coils = Coils(0, [False] * 8)
      board = ModbusSlaveContext(
          co=coils, di=ModbusSequentialDataBlock(0, [True] + [False] * 7),
          hr=Registers(0, [0] * 20), ir=ModbusSequentialDataBlock(0, [0]), zero_mode=True)
      StartTcpServer(
          context=ModbusServerContext(slaves={1: board}, single=False),
          address=("127.0.0.1", int(sys.argv[1])))
      """;

  private @Nullable Process server;
  private int port;

  @BeforeEach
  void start() throws Exception {
    Optional<String> python = python();
    assumeTrue(python.isPresent(), "python3-pymodbus is not installed");
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server = run(python.orElseThrow(), BOARD, "" + port);
    long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!listens()) {
      assertThat(System.nanoTime() - giveUp).as("the server starts").isNegative();
      Thread.sleep(50);
    }
  }

  @AfterEach
  void stop() {
    if (server != null) server.destroyForcibly();
  }

  @Test
  void opensByEachStandardFunctionAndReadsBack() throws Exception {
    assertThat(open(Map.of("pulseBy", "COIL_WITH_TIMER"))).isEqualTo(new Opened());
    Thread.sleep(1_500);
    assertThat(driver().probe(line(Map.of("coil", "0")), TIME))
        .isEqualTo(new Health.Well(Contact.OPEN, ""));
    var byRegister = Map.of("pulseBy", "TIME_REGISTER", "register", "10", "tick", "1");
    assertThat(open(byRegister)).isEqualTo(new Opened());

    // A register that moves nothing is echoed all the same.
    var elsewhere = Map.of("pulseBy", "TIME_REGISTER", "register", "11", "tick", "1", "coil", "2");
    assertThat(open(elsewhere)).isEqualTo(new Unknown(OpeningReason.UNCLEAR_ANSWER));
    // There is no flash command here, and no register 50.
    assertThat(open(Map.of())).isEqualTo(new NotOpened(OpeningReason.DEVICE_REFUSED));
    assertThat(open(Map.of("pulseBy", "START_REGISTER", "register", "50")))
        .isEqualTo(new NotOpened(OpeningReason.DEVICE_REFUSED));
    assertThat(driver().probe(line(Map.of("coil", "9")), TIME))
        .isEqualTo(new Health.Ill(OpeningReason.DEVICE_REFUSED));
  }

  private Opening open(Map<String, String> more) {
    return driver().open(ModbusDriverTest.command(line(more), TIME));
  }

  private ModbusDriver driver() {
    return new ModbusDriver(new AllowedHosts(List.of("127.0.0.1:" + port)));
  }

  private DoorLine line(Map<String, String> more) {
    return ModbusDriverTest.line("127.0.0.1:" + port, more);
  }

  private boolean listens() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The interpreter that Debian's package is for need not be the first one on the path. */
  private static Optional<String> python() throws InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process look = run(python, "import pymodbus.server");
        if (look.waitFor(20, TimeUnit.SECONDS) && look.exitValue() == 0) return Optional.of(python);
        look.destroyForcibly();
      } catch (IOException e) {
        // There is no such interpreter.
      }
    }
    return Optional.empty();
  }

  private static Process run(String python, String program, String... arguments)
      throws IOException {
    var command = new ArrayList<>(List.of(python, "-c", program));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
