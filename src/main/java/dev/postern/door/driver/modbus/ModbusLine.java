package dev.postern.door.driver.modbus;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusPduSerializer.DefaultRequestSerializer;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import dev.postern.door.HostAndPort;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.DeviceSocket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * A connection to a board for one command or one look. Requests and answers are in the library's
 * words, but the line is ours: the library's own never looks at protocol and unit of an answer,
 * does not say when the line breaks, and connects again by itself.
 */
final class ModbusLine implements AutoCloseable {
  private static final int HEADER = 7;
  private static final int PROTOCOL = 0;

  /** The unit and at most 253 bytes, section 4.1 of the specification. */
  private static final int LONGEST = 254;

  private final DeviceSocket socket;
  private final int unit;
  private int last;

  private ModbusLine(DeviceSocket socket, int unit) {
    this.socket = socket;
    this.unit = unit;
  }

  /** What became of a request. */
  sealed interface Reply {}

  /** It may have arrived; no whole answer to it came back. */
  record Lost(OpeningReason because) implements Reply {}

  record Answered(ModbusAnswer answer) implements Reply {}

  /**
   * @throws IOException when there is no connection, so that nothing was sent
   */
  static ModbusLine connect(HostAndPort address, int unit, long endsAt) throws IOException {
    return new ModbusLine(DeviceSocket.connect(address, endsAt), unit);
  }

  /** Sends it once, and returns by that moment. */
  Reply ask(ModbusRequestPdu request, long endsAt) {
    last++;
    try {
      socket.write(frame(request));
      return answer(request, endsAt);
    } catch (SocketTimeoutException e) {
      return new Lost(NO_ANSWER);
    } catch (IOException e) {
      return new Lost(CUT_OFF);
    }
  }

  @Override
  public void close() {
    socket.close();
  }

  private Reply answer(ModbusRequestPdu request, long endsAt) throws IOException {
    while (true) {
      var header =
          MbapHeader.Serializer.decode(ByteBuffer.wrap(socket.readExactly(HEADER, endsAt)));
      boolean ours = header.protocolId() == PROTOCOL && header.unitId() == unit;
      boolean asked = header.transactionId() > 0 && header.transactionId() <= last;
      if (!ours || !asked || header.length() < 2 || header.length() > LONGEST) {
        return new Lost(UNCLEAR_ANSWER);
      }
      byte[] pdu = socket.readExactly(header.length() - 1, endsAt);
      // What came before is an earlier answer once more.
      if (header.transactionId() == last) return new Answered(ModbusAnswer.read(request, pdu));
    }
  }

  private byte[] frame(ModbusRequestPdu request) {
    ByteBuffer pdu = ByteBuffer.allocate(LONGEST);
    try {
      DefaultRequestSerializer.INSTANCE.encode(request, pdu);
    } catch (ModbusException e) {
      throw new IllegalStateException("Only what the library can write is asked", e);
    }
    pdu.flip();
    ByteBuffer frame = ByteBuffer.allocate(HEADER + pdu.remaining());
    MbapHeader.Serializer.encode(new MbapHeader(last, PROTOCOL, pdu.remaining() + 1, unit), frame);
    return frame.put(pdu).array();
  }
}
