package dev.postern.access;

import dev.postern.place.Kiosk;
import dev.postern.support.HandClock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What people do at a kiosk: what it tells them, each screen in its time. */
final class Visit {
  /** Reading a screen and typing, or showing a code. */
  private static final Duration A_SCREEN = Duration.ofSeconds(5);

  private final Entries entries;
  private final Kiosk kiosk;
  private final HandClock clock;
  private boolean unitAskedFor;
  private int guesses;
  private int guessedRight;

  Visit(Entries entries, Kiosk kiosk, HandClock clock) {
    this.entries = entries;
    this.kiosk = kiosk;
    this.clock = clock;
  }

  /** Somebody with a PIN and its QR code comes; the way they got in, if they did. */
  Optional<Lane> enter(LiveKeys keys, String unit) {
    ShownKey pin = ShownKey.read(keys.pin().grouped().reveal());
    EntryAnswer answer = show(pin);
    if (answer instanceof EntryAnswer.Opened) return Optional.of(Lane.PIN);
    if (answer instanceof EntryAnswer.UnitNeeded) {
      answer = show(pin.of(unit));
      if (answer instanceof EntryAnswer.Opened) return Optional.of(Lane.UNIT_AND_PIN);
    }
    boolean sentToTheCode =
        answer instanceof EntryAnswer.Paused || answer instanceof EntryAnswer.PinsClosed;
    return sentToTheCode && show(ShownKey.read(keys.qr().reveal())) instanceof EntryAnswer.Opened
        ? Optional.of(Lane.QR)
        : Optional.empty();
  }

  /** Somebody tries an unknown PIN, with a unit of their invention once they are asked for it. */
  void guess(Pin pin) {
    guesses++;
    ShownKey typed = new ShownKey.TypedPin(pin);
    EntryAnswer answer = shown(unitAskedFor ? typed.of("Maple " + guesses % 400) : typed);
    if (answer instanceof EntryAnswer.UnitNeeded) unitAskedFor = true;
    if (answer instanceof EntryAnswer.PinsClosed) unitAskedFor = false;
    if (answer instanceof EntryAnswer.Opened) guessedRight++;
  }

  int guesses() {
    return guesses;
  }

  int guessedRight() {
    return guessedRight;
  }

  private EntryAnswer show(ShownKey key) {
    clock.advance(A_SCREEN);
    return shown(key);
  }

  private EntryAnswer shown(ShownKey key) {
    return entries.enter(kiosk, UUID.randomUUID(), key, Duration.ZERO);
  }
}
