package dev.postern.access;

import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.place.Kiosk;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Bounds what someone at the keypad can achieve. A PIN is paid for before it is looked up, and the
 * payment is committed first, so parallel guesses, restarts and other nodes gain nothing; who shows
 * a PIN that is or lately was somebody's gets it back. QR codes are too long to be guessed and cost
 * nothing.
 */
@Component
class Guard {
  private final Limits limits;

  Guard(Limits limits) {
    this.limits = limits;
  }

  /** Empty if the PIN may be looked up, else how long PINs rest at this kiosk. */
  Optional<Duration> debit(Kiosk kiosk) {
    return limits.take(Limit.KIOSK_MISSES, kiosk.id().toString());
  }

  void refund(Kiosk kiosk) {
    limits.giveBack(Limit.KIOSK_MISSES, kiosk.id().toString());
  }
}
