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
 * a PIN that is or lately was somebody's gets it back. Key cards are counted apart, because their
 * numbers often follow each other. QR codes are too long to be guessed and cost nothing.
 */
@Component
class Guard {
  private final Limits limits;

  Guard(Limits limits) {
    this.limits = limits;
  }

  /** Empty if the key may be looked up, else how long keys of its form rest at this kiosk. */
  Optional<Duration> debit(Kiosk kiosk, ShownKey shown) {
    return limit(shown).flatMap(limit -> limits.take(limit, kiosk.id().toString()));
  }

  /** What was shown was no guess. */
  void refund(Kiosk kiosk, ShownKey shown) {
    limit(shown).ifPresent(limit -> limits.giveBack(limit, kiosk.id().toString()));
  }

  private static Optional<Limit> limit(ShownKey shown) {
    return switch (shown) {
      case ShownKey.TypedPin _ -> Optional.of(Limit.KIOSK_MISSES);
      case ShownKey.ReadCard _ -> Optional.of(Limit.KIOSK_CARD_MISSES);
      case ShownKey.ScannedQr _, ShownKey.Mistyped _ -> Optional.empty();
    };
  }
}
