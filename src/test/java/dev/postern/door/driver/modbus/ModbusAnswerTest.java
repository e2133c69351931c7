package dev.postern.door.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import dev.postern.door.driver.modbus.ModbusAnswer.Bit;
import dev.postern.door.driver.modbus.ModbusAnswer.Echo;
import dev.postern.door.driver.modbus.ModbusAnswer.Refused;
import dev.postern.door.driver.modbus.ModbusAnswer.Unclear;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModbusAnswerTest {
  private static final ModbusRequestPdu COIL = new ReadCoilsRequest(0, 1);
  private static final ModbusRequestPdu INPUT = new ReadDiscreteInputsRequest(3, 1);
  private static final ModbusRequestPdu FLASH = new WriteSingleCoilRequest(0x0200, 50);
  private static final ModbusRequestPdu REGISTER = new WriteSingleRegisterRequest(10, 5_000);

  @Test
  void readsTheOneBitAndNotItsPadding() {
    assertThat(read(COIL, "010101")).isEqualTo(new Bit(true));
    assertThat(read(COIL, "0101fe")).isEqualTo(new Bit(false));
    assertThat(read(INPUT, "020101")).isEqualTo(new Bit(true));
  }

  @Test
  void takesNothingButTheWholeEcho() {
    assertThat(read(FLASH, "0502000032")).isEqualTo(new Echo());
    assertThat(read(REGISTER, "06000a1388")).isEqualTo(new Echo());
    for (String other : List.of("0502010032", "050200ff00", "0502000033", "0602000032")) {
      assertThat(read(FLASH, other)).as(other).isEqualTo(new Unclear());
    }
  }

  @Test
  void takesNothingThatIsTooShortOrTooLong() {
    for (String pdu : List.of("", "01", "0101", "01010100", "010200ff", "0100", "01ff01")) {
      assertThat(read(COIL, pdu)).as(pdu).isEqualTo(new Unclear());
    }
    for (String pdu : List.of("05", "0502", "05020000", "050200003200")) {
      assertThat(read(FLASH, pdu)).as(pdu).isEqualTo(new Unclear());
    }
    for (String pdu : List.of("85", "850200", "8602", "8102")) {
      assertThat(read(FLASH, pdu)).as(pdu).isEqualTo(new Unclear());
    }
  }

  @Test
  void knowsWhichRefusalsAreCertain() {
    for (int code = 0; code < 256; code++) {
      ModbusAnswer answer = ModbusAnswer.read(FLASH, new byte[] {(byte) 0x85, (byte) code});
      assertThat(answer).isEqualTo(new Refused(code));
      assertThat(new Refused(code).isCertain())
          .as("exception %d", code)
          .isEqualTo(List.of(1, 2, 3, 6, 10).contains(code));
    }
  }

  @Test
  void neverThrowsAndTakesNoNoiseForAnEcho() {
    var random = new Random(20_261_124);
    byte[] echo = HexFormat.of().parseHex("0502000032");
    for (int i = 0; i < 8_000; i++) {
      byte[] pdu = new byte[random.nextInt(12)];
      random.nextBytes(pdu);
      if (random.nextBoolean()) System.arraycopy(echo, 0, pdu, 0, Math.min(pdu.length, 4));
      for (var request : List.of(COIL, INPUT, REGISTER, FLASH)) {
        if (pdu.length > 0 && random.nextInt(4) == 0) pdu[0] = (byte) request.getFunctionCode();
        ModbusAnswer answer = ModbusAnswer.read(request, pdu);
        if (request.equals(FLASH)) {
          assertThat(answer.equals(new Echo())).isEqualTo(Arrays.equals(pdu, echo));
        }
      }
    }
  }

  private static ModbusAnswer read(ModbusRequestPdu request, String pdu) {
    return ModbusAnswer.read(request, HexFormat.of().parseHex(pdu));
  }
}
