package dev.postern.portal;

import dev.postern.place.Kiosk;
import java.time.Duration;
import java.time.Instant;

/** A kiosk and how it is at this moment. */
public record KioskRow(Kiosk kiosk, Condition condition) {
  /** Three heartbeats: one or two may be lost on the way. */
  private static final Duration QUIET = Duration.ofSeconds(60);

  /** What staff need to know about a kiosk, with the mark it is shown with. */
  public enum Condition {
    UNPAIRED("ended"),
    ONLINE("go"),
    SILENT("look"),
    REVOKED("no");

    private final String mark;

    Condition(String mark) {
      this.mark = mark;
    }

    public String mark() {
      return mark;
    }
  }

  static KioskRow of(Kiosk kiosk, Instant now) {
    return new KioskRow(
        kiosk,
        switch (kiosk.state()) {
          case UNPAIRED -> Condition.UNPAIRED;
          case REVOKED -> Condition.REVOKED;
          case PAIRED -> heard(kiosk, now) ? Condition.ONLINE : Condition.SILENT;
        });
  }

  private static boolean heard(Kiosk kiosk, Instant now) {
    Instant seen = kiosk.lastSeenAt();
    return seen != null && Duration.between(seen, now).compareTo(QUIET) < 0;
  }
}
