package dev.postern.door.driver.http;

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

/** The driver for any relay beside {@link FakeRelay}. */
public final class HttpRig implements DoorRig {
  private static boolean warm;

  private final FakeRelay relay = new FakeRelay();

  public HttpRig() throws IOException {
    warmUp();
  }

  /**
   * A program's first call takes seconds on a busy machine; the times of the suite are not those.
   */
  private static synchronized void warmUp() throws IOException {
    if (warm) return;
    warm = true;
    try (var first = new HttpRig()) {
      first.driver().probe(first.line(), Duration.ofSeconds(30));
    }
  }

  @Override
  public String name() {
    return HttpDriver.NAME;
  }

  @Override
  public DoorDriver driver() {
    return new HttpDriver(new AllowedHosts(List.of(relay.host())));
  }

  @Override
  public DoorLine line() {
    return DoorRig.line(HttpDriver.NAME, new Secret(FakeRelay.TOKEN), settings(relay.host()));
  }

  static Map<String, String> settings(String host) {
    return Map.ofEntries(
        Map.entry("openUrl", "http://" + host + "/open?for={seconds}"),
        Map.entry("method", "PUT"),
        Map.entry("headers", "Content-Type: application/json"),
        Map.entry("body", "{\"command\": \"{command}\"}"),
        Map.entry("expectedText", "\"done\":true"),
        Map.entry("pulseSeconds", "1"),
        Map.entry("contact", "OPEN_WHEN_ON"),
        Map.entry("stateUrl", "http://" + host + "/state"),
        Map.entry("onText", "\"leaf\":\"open\""));
  }

  @Override
  public void play(Fault fault) {
    try {
      relay.play(fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int releases() {
    return relay.releases();
  }

  @Override
  public boolean released() {
    return relay.released();
  }

  @Override
  public int commands() {
    return relay.commands();
  }

  @Override
  public void leaf(boolean open) {
    relay.leaf(open);
  }

  @Override
  public void stick(boolean open) {
    relay.stick(open);
  }

  @Override
  public void reboot() throws IOException {
    relay.reboot();
  }

  @Override
  public void close() throws IOException {
    relay.close();
  }
}
