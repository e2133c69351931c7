package dev.postern.door.driver.modbus;

import com.digitalpetri.modbus.ModbusPduSerializer.DefaultResponseSerializer;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Set;

/** What a board answered to one request. */
sealed interface ModbusAnswer {
  /** One bit that was asked for. */
  record Bit(boolean on) implements ModbusAnswer {}

  /** A write came back as it was sent, so the board took it. */
  record Echo() implements ModbusAnswer {}

  /**
   * An exception response.
   *
   * @param code of section 7 of the specification
   */
  record Refused(int code) implements ModbusAnswer {
    /**
     * Illegal function, address and value; busy, "retransmit later"; and a gateway that found no
     * way to the board. The others were or may have been said after the board began: server failure
     * "while attempting to perform the requested action", acknowledge, which is a yes, and a
     * gateway whose board did not respond to what it was sent.
     */
    private static final Set<Integer> CERTAIN = Set.of(0x01, 0x02, 0x03, 0x06, 0x0A);

    /** Whether the request certainly had no effect. */
    boolean isCertain() {
      return CERTAIN.contains(code);
    }
  }

  /** No answer to this request. */
  record Unclear() implements ModbusAnswer {}

  int EXCEPTION = 0x80;

  /** Reads what follows the header; every byte of it must be accounted for. */
  static ModbusAnswer read(ModbusRequestPdu request, byte[] pdu) {
    int function = pdu.length == 0 ? -1 : Byte.toUnsignedInt(pdu[0]);
    if (function == request.getFunctionCode() + EXCEPTION && pdu.length == 2) {
      return new Refused(Byte.toUnsignedInt(pdu[1]));
    }
    if (function != request.getFunctionCode()) return new Unclear();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(pdu);
      var response = (ModbusResponsePdu) DefaultResponseSerializer.INSTANCE.decode(function, bytes);
      return bytes.hasRemaining() ? new Unclear() : read(request, response);
    } catch (ModbusException | BufferUnderflowException e) {
      return new Unclear();
    }
  }

  private static ModbusAnswer read(ModbusRequestPdu request, ModbusResponsePdu response) {
    return switch (response) {
      case ReadCoilsResponse it -> bit(it.coils());
      case ReadDiscreteInputsResponse it -> bit(it.inputs());
      case WriteSingleCoilResponse it ->
          echo(request, new WriteSingleCoilRequest(it.address(), it.value()));
      case WriteSingleRegisterResponse it ->
          echo(request, new WriteSingleRegisterRequest(it.address(), it.value()));
      default -> new Unclear();
    };
  }

  private static ModbusAnswer echo(ModbusRequestPdu sent, ModbusRequestPdu cameBack) {
    return sent.equals(cameBack) ? new Echo() : new Unclear();
  }

  /** The seven bits beside the one that was asked for are padding. */
  private static ModbusAnswer bit(byte[] bits) {
    return bits.length == 1 ? new Bit((bits[0] & 1) == 1) : new Unclear();
  }
}
