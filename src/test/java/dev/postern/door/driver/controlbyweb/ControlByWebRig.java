package dev.postern.door.driver.controlbyweb;

import dev.postern.door.AllowedHosts;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorRig;
import dev.postern.door.driver.controlbyweb.FakeControlByWeb.Model;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A WebRelay-Quad: several relays and inputs, and answers without HTTP. */
public final class ControlByWebRig implements DoorRig {
  private final FakeControlByWeb device;

  public ControlByWebRig() throws IOException {
    device = new FakeControlByWeb(Model.QUAD);
  }

  @Override
  public String name() {
    return "ControlByWeb";
  }

  @Override
  public DoorDriver driver() {
    return new ControlByWebDriver(new AllowedHosts(List.of(device.host())));
  }

  @Override
  public DoorLine line() {
    return DoorRig.line(
        ControlByWebDriver.NAME,
        new Secret(FakeControlByWeb.PASSWORD),
        Map.of(
            "host", device.host(),
            "relay", "1",
            "pulseSeconds", "1",
            "contact", "OPEN_WHEN_ON",
            "contactInput", "1",
            "exitInput", "2"));
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
    return device.pulses().size();
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
  public void clockOff(long seconds) {
    device.clockOff(seconds);
  }

  @Override
  public void close() throws IOException {
    device.close();
  }
}
