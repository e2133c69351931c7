package dev.postern.door.driver.modbus;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.FunctionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import dev.postern.door.DoorRig.Fault;
import dev.postern.door.driver.FakeListener;
import dev.postern.door.driver.FakeRoom;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A relay board behind a Modbus server that is not ours (digitalpetri's), and before that a line
 * that can spoil, lose or double what goes over it. Its 8 relays are coils 0 to 7; it pulses the
 * first by "flash on" at 0x0200 in 100 ms, by a time in ms in register 10, by a 1 in register 20,
 * and by a coil that switches itself off after a second. Discrete input 0 is the contact, 1 the
 * exit button.
 */
final class FakeModbusBoard implements AutoCloseable {
  static final int UNIT = 1;
  static final int FLASH = 0x0200;
  static final int TIME_REGISTER = 10;
  static final int START_REGISTER = 20;
  private static final int RELAYS = 8;
  private static final Duration PRESET = Duration.ofSeconds(1);
  private static final Duration LATE = Duration.ofSeconds(4);
  private static final int HEADER = 7;
  private static final int ON = 0xFF00;

  private final FakeRoom room = new FakeRoom();
  private final List<String> frames = new CopyOnWriteArrayList<>();
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final ModbusTcpServer server;
  private final int serverPort;
  private final FakeListener line;
  private volatile Fault fault = Fault.NONE;
  private static final int TRIES = 5;

  private volatile ExceptionCode refusal = ExceptionCode.ILLEGAL_DATA_ADDRESS;
  private volatile byte @Nullable [] toRead;
  private volatile byte @Nullable [] toWrite;
  private volatile boolean deaf;

  FakeModbusBoard() throws IOException, InterruptedException, ExecutionException {
    Started started = start();
    serverPort = started.port();
    server = started.server();
    line = new FakeListener(this::serve);
  }

  private record Started(int port, ModbusTcpServer server) {}

  /** The server takes no port 0; between our look and its bind somebody else may take the port. */
  private Started start() throws IOException, InterruptedException, ExecutionException {
    for (int tried = 1; ; tried++) {
      int port = freePort();
      var transport =
          NettyTcpServerTransport.create(it -> {
            it.bindAddress = "127.0.0.1";
            it.port = port;
          });
      var started = ModbusTcpServer.create(transport, new Board());
      try {
        started.start();
        return new Started(port, started);
      } catch (ExecutionException e) {
        if (tried == TRIES) throw e;
      }
    }
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  String host() {
    return "127.0.0.1:" + line.port();
  }

  FakeRoom room() {
    return room;
  }

  int connections() {
    return line.connections();
  }

  /** All requests, in hexadecimal digits. */
  List<String> frames() {
    return frames;
  }

  /** Those of them that write. */
  List<String> writes() {
    return writes;
  }

  void play(Fault what) throws IOException {
    fault = what;
    if (what == Fault.ABSENT) line.close();
  }

  void refuseWith(ExceptionCode code) {
    refusal = code;
    fault = Fault.REFUSES;
  }

  /** Answers every read with these bytes from now on. */
  void answerReadWith(byte[] bytes) {
    toRead = bytes;
  }

  /** Pulses, and answers with these bytes from now on. */
  void answerWriteWith(byte[] bytes) {
    toWrite = bytes;
  }

  /** Echoes every write from now on, and does nothing. */
  void onlyEcho() {
    deaf = true;
  }

  void reboot() throws IOException, InterruptedException {
    line.close();
    room.lock();
    if (fault != Fault.ABSENT) line.open();
  }

  @Override
  public void close() throws IOException {
    line.close();
    try {
      server.stop();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Between the driver and the server; every connection has one of its own behind it. */
  private void serve(Socket connection) throws IOException, InterruptedException {
    try (var behind = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      while (true) {
        byte[] request = frame(connection);
        frames.add(HexFormat.of().formatHex(request));
        byte[] spoilt = toRead;
        if (request[HEADER] == 5 || request[HEADER] == 6) {
          write(connection, behind, request);
        } else if (spoilt != null) {
          connection.getOutputStream().write(spoilt);
        } else {
          connection.getOutputStream().write(forward(behind, request));
        }
      }
    }
  }

  private void write(Socket connection, Socket behind, byte[] request)
      throws IOException, InterruptedException {
    writes.add(HexFormat.of().formatHex(request));
    if (fault == Fault.SWALLOWS) {
      Thread.sleep(LATE);
      return;
    }
    byte[] echo = forward(behind, request);
    if (fault == Fault.COMMAND_TWICE) forward(behind, request);
    byte[] spoilt = toWrite;
    if (spoilt != null) {
      connection.getOutputStream().write(spoilt);
      return;
    }
    switch (fault) {
      case REPLY_LOST -> FakeListener.reset(connection);
      case REPLY_LATE -> {
        Thread.sleep(LATE);
        connection.getOutputStream().write(echo);
      }
      case HALF_ANSWER -> {
        connection.getOutputStream().write(echo, 0, echo.length / 2);
        connection.close();
      }
      case WRONG_ANSWER -> {
        echo[0] ^= 0x55;
        connection.getOutputStream().write(echo);
      }
      case ANSWERS_TWICE -> {
        byte[] twice = Arrays.copyOf(echo, 2 * echo.length);
        System.arraycopy(echo, 0, twice, echo.length, echo.length);
        connection.getOutputStream().write(twice);
      }
      default -> connection.getOutputStream().write(echo);
    }
  }

  private static byte[] forward(Socket behind, byte[] request) throws IOException {
    behind.getOutputStream().write(request);
    return frame(behind);
  }

  private static byte[] frame(Socket from) throws IOException {
    var in = new DataInputStream(from.getInputStream());
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER) throw new IOException("The line was hung up");
    int length = Byte.toUnsignedInt(header[4]) * 256 + Byte.toUnsignedInt(header[5]);
    byte[] frame = Arrays.copyOf(header, HEADER - 1 + length);
    in.readFully(frame, HEADER, length - 1);
    return frame;
  }

  /** What the server does with a request that it understood. */
  private final class Board implements ModbusServices {
    @Override
    public ReadCoilsResponse readCoils(
        ModbusRequestContext context, int unitId, ReadCoilsRequest request)
        throws ModbusResponseException, UnknownUnitIdException {
      checkUnit(unitId);
      if (request.address() + request.quantity() > RELAYS) {
        throw no(FunctionCode.READ_COILS, ExceptionCode.ILLEGAL_DATA_ADDRESS);
      }
      boolean on = request.address() == 0 && room.released();
      return new ReadCoilsResponse(new byte[] {(byte) (on ? 1 : 0)});
    }

    @Override
    public ReadDiscreteInputsResponse readDiscreteInputs(
        ModbusRequestContext context, int unitId, ReadDiscreteInputsRequest request)
        throws ModbusResponseException, UnknownUnitIdException {
      checkUnit(unitId);
      if (request.address() + request.quantity() > RELAYS) {
        throw no(FunctionCode.READ_DISCRETE_INPUTS, ExceptionCode.ILLEGAL_DATA_ADDRESS);
      }
      boolean on =
          switch (request.address()) {
            case 0 -> room.contact();
            case 1 -> room.exitPressed();
            default -> false;
          };
      return new ReadDiscreteInputsResponse(new byte[] {(byte) (on ? 1 : 0)});
    }

    @Override
    public WriteSingleCoilResponse writeSingleCoil(
        ModbusRequestContext context, int unitId, WriteSingleCoilRequest request)
        throws ModbusResponseException, UnknownUnitIdException {
      checkUnit(unitId);
      if (fault == Fault.REFUSES) throw no(FunctionCode.WRITE_SINGLE_COIL, refusal);
      boolean flash = request.address() >= FLASH && request.address() < FLASH + RELAYS;
      boolean coil = request.address() < RELAYS && request.value() == ON;
      if (!flash && !coil) {
        throw no(FunctionCode.WRITE_SINGLE_COIL, ExceptionCode.ILLEGAL_DATA_VALUE);
      }
      if (request.address() == FLASH) pulse(Duration.ofMillis(100L * request.value()));
      if (request.address() == 0) pulse(PRESET);
      return new WriteSingleCoilResponse(request.address(), request.value());
    }

    @Override
    public WriteSingleRegisterResponse writeSingleRegister(
        ModbusRequestContext context, int unitId, WriteSingleRegisterRequest request)
        throws ModbusResponseException, UnknownUnitIdException {
      checkUnit(unitId);
      if (fault == Fault.REFUSES) throw no(FunctionCode.WRITE_SINGLE_REGISTER, refusal);
      switch (request.address()) {
        case TIME_REGISTER -> pulse(Duration.ofMillis(request.value()));
        case START_REGISTER -> pulse(PRESET);
        default -> throw no(FunctionCode.WRITE_SINGLE_REGISTER, ExceptionCode.ILLEGAL_DATA_ADDRESS);
      }
      return new WriteSingleRegisterResponse(request.address(), request.value());
    }

    private void pulse(Duration time) {
      if (!deaf) room.pulse(time);
    }

    private static void checkUnit(int unitId) throws UnknownUnitIdException {
      if (unitId != UNIT) throw new UnknownUnitIdException(unitId);
    }

    private static ModbusResponseException no(FunctionCode function, ExceptionCode code) {
      return new ModbusResponseException(function, code);
    }
  }
}
