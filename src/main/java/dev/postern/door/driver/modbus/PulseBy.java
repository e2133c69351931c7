package dev.postern.door.driver.modbus;

import static dev.postern.door.driver.modbus.ModbusDriver.COIL;
import static dev.postern.door.driver.modbus.ModbusDriver.FLASH_BASE;
import static dev.postern.door.driver.modbus.ModbusDriver.REGISTER;
import static dev.postern.door.driver.modbus.ModbusDriver.TICK;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorField;
import dev.postern.door.DoorSettings;
import java.util.Optional;
import java.util.stream.Stream;

/** How a board is told to pulse; in each way but the last it ends the pulse itself. */
enum PulseBy {
  /**
   * Function 5 to a second address of the relay, whose value is the time. Waveshare's boards:
   * 0x0200 and the relay, in 100 ms, at most 0x7FFF, which keeps clear of the 0xFF00 that means
   * "on".
   */
  FLASH_COIL {
    @Override
    Optional<ModbusRequestPdu> request(DoorSettings settings) {
      int address = settings.number(FLASH_BASE) + settings.number(COIL);
      return Optional.of(new WriteSingleCoilRequest(address, ticks(settings)));
    }

    @Override
    Optional<DoorFault> fault(DoorSettings settings) {
      return settings.number(FLASH_BASE) + settings.number(COIL) > LAST_ADDRESS
          ? Optional.of(new DoorFault(FLASH_BASE, DoorFault.Reason.UNUSABLE))
          : tickFault(settings);
    }
  },
  /** Function 6: the value written to a holding register is the time. */
  TIME_REGISTER {
    @Override
    Optional<ModbusRequestPdu> request(DoorSettings settings) {
      return Optional.of(
          new WriteSingleRegisterRequest(settings.number(REGISTER), ticks(settings)));
    }

    @Override
    Optional<DoorFault> fault(DoorSettings settings) {
      return registerFault(settings).or(() -> tickFault(settings));
    }
  },
  /** Function 6: a 1 in a holding register starts one pulse, whose time is set in the board. */
  START_REGISTER {
    @Override
    Optional<ModbusRequestPdu> request(DoorSettings settings) {
      return Optional.of(new WriteSingleRegisterRequest(settings.number(REGISTER), 1));
    }

    @Override
    Optional<DoorFault> fault(DoorSettings settings) {
      return registerFault(settings);
    }
  },
  /** Function 5: a coil that the board itself switches off again after the time set in it. */
  COIL_WITH_TIMER {
    @Override
    Optional<ModbusRequestPdu> request(DoorSettings settings) {
      return Optional.of(new WriteSingleCoilRequest(settings.number(COIL), true));
    }

    @Override
    Optional<DoorFault> fault(DoorSettings settings) {
      return Optional.empty();
    }
  },
  /** Stands there to be refused, with the reason: nobody but us would end the pulse. */
  COIL_WITHOUT_TIMER {
    @Override
    Optional<ModbusRequestPdu> request(DoorSettings settings) {
      return Optional.empty();
    }

    @Override
    Optional<DoorFault> fault(DoorSettings settings) {
      return Optional.of(new DoorFault(FIELD, DoorFault.Reason.UNUSABLE));
    }
  };

  static final String FIELD = "pulseBy";
  static final int LAST_ADDRESS = 0xFFFF;
  private static final int MOST_TICKS = 0x7FFF;

  static DoorField field() {
    return DoorField.choice(FIELD, Stream.of(values()).map(PulseBy::name).toArray(String[]::new));
  }

  static PulseBy of(DoorSettings settings) {
    return valueOf(settings.text(FIELD));
  }

  /** The one command; empty where there is none that ends by itself. */
  abstract Optional<ModbusRequestPdu> request(DoorSettings settings);

  abstract Optional<DoorFault> fault(DoorSettings settings);

  private static int ticks(DoorSettings settings) {
    return (int) settings.pulse().toMillis() / settings.number(TICK);
  }

  /** The board's time must be exactly ours, and a time that it understands. */
  private static Optional<DoorFault> tickFault(DoorSettings settings) {
    boolean exact = settings.pulse().toMillis() % settings.number(TICK) == 0;
    return exact && ticks(settings) <= MOST_TICKS
        ? Optional.empty()
        : Optional.of(new DoorFault(TICK, DoorFault.Reason.UNUSABLE));
  }

  private static Optional<DoorFault> registerFault(DoorSettings settings) {
    return settings.has(REGISTER)
        ? Optional.empty()
        : Optional.of(new DoorFault(REGISTER, DoorFault.Reason.MISSING));
  }
}
