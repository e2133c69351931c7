package dev.postern.door.driver.shelly;

import dev.postern.door.AllowedHosts;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorRig;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The driver for Shelly relays beside {@link ShellySimulator}. */
public final class ShellyRig implements DoorRig {
  private static boolean warm;

  final ShellySimulator shelly = new ShellySimulator();

  public ShellyRig() throws IOException {
    warmUp();
  }

  /**
   * A program's first call takes seconds on a busy machine; the times of the suite are not those.
   */
  private static synchronized void warmUp() throws IOException {
    if (warm) return;
    warm = true;
    try (var first = new ShellyRig()) {
      first.driver().probe(first.line(), Duration.ofSeconds(30));
    }
  }

  @Override
  public String name() {
    return ShellyDriver.NAME;
  }

  @Override
  public DoorDriver driver() {
    return new ShellyDriver(new AllowedHosts(List.of(shelly.host())), new JsonMapper());
  }

  @Override
  public DoorLine line() {
    return DoorRig.line(ShellyDriver.NAME, new Secret(ShellySimulator.PASSWORD), settings());
  }

  Map<String, String> settings() {
    return Map.of(
        "host", shelly.host(),
        "relay", "0",
        "pulseSeconds", "1",
        "contact", "OPEN_WHEN_ON",
        "contactInput", "2",
        "exitInput", "1");
  }

  @Override
  public void play(Fault fault) {
    try {
      shelly.play(fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int releases() {
    return shelly.releases();
  }

  @Override
  public boolean released() {
    return shelly.released();
  }

  @Override
  public int commands() {
    return shelly.commands();
  }

  @Override
  public void leaf(boolean open) {
    shelly.leaf(open);
  }

  @Override
  public void stick(boolean open) {
    shelly.stick(open);
  }

  @Override
  public void pressExitButton() {
    shelly.press();
  }

  @Override
  public void reboot() throws IOException {
    shelly.reboot();
  }

  @Override
  public void clockOff(long seconds) {
    shelly.clockOff(seconds);
  }

  @Override
  public boolean replaySigns() {
    return shelly.replay();
  }

  @Override
  public void close() throws IOException {
    shelly.close();
  }
}
