package dev.postern.door.driver.modbus;

import dev.postern.door.AllowedHosts;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorRig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** A board like Waveshare's, pulsed by its "flash on" command. */
public final class ModbusRig implements DoorRig {
  private final FakeModbusBoard device;

  public ModbusRig() throws IOException, InterruptedException, ExecutionException {
    device = new FakeModbusBoard();
  }

  @Override
  public String name() {
    return "Modbus";
  }

  @Override
  public DoorDriver driver() {
    return new ModbusDriver(new AllowedHosts(List.of(device.host())));
  }

  @Override
  public DoorLine line() {
    return DoorRig.line(
        ModbusDriver.NAME,
        null,
        Map.of(
            "host", device.host(),
            "unit", "1",
            "coil", "0",
            "pulseBy", "FLASH_COIL",
            "flashBase", "512",
            "tick", "100",
            "pulseSeconds", "1",
            "contact", "OPEN_WHEN_ON",
            "contactInput", "0",
            "exitInput", "1"));
  }

  @Override
  public void play(Fault fault) {
    try {
      device.play(fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int releases() {
    return device.room().releases();
  }

  @Override
  public boolean released() {
    return device.room().released();
  }

  @Override
  public int commands() {
    return device.writes().size();
  }

  @Override
  public void leaf(boolean open) {
    device.room().leaf(open);
  }

  @Override
  public void stick(boolean open) {
    device.room().stick(open);
  }

  @Override
  public void pressExitButton() {
    device.room().pressExitButton();
  }

  @Override
  public void reboot() throws IOException, InterruptedException {
    device.reboot();
  }

  @Override
  public void close() throws IOException {
    device.close();
  }
}
