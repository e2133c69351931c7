package dev.postern.kiosk;

import dev.postern.access.Entries;
import dev.postern.access.EntryAnswer;
import dev.postern.access.ShownKey;
import dev.postern.place.Kiosk;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A key shown at a kiosk, and what the person is told. */
@RestController
class EntryScreen {
  private final Entries entries;
  private final KioskBody body;

  EntryScreen(Entries entries, KioskBody body) {
    this.entries = entries;
    this.body = body;
  }

  /** The same attempt id gets the same answer however often it is asked. */
  @PostMapping(path = "/kiosk/entries", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer create(@AuthenticationPrincipal Kiosk kiosk, HttpServletRequest request)
      throws IOException {
    Attempt attempt = body.read(request, Attempt.class);
    if (attempt.attempt() == null || attempt.shown() == null) throw new KioskBody.Unreadable();
    return Answer.of(
        entries.enter(
            kiosk, attempt.attempt(), ShownKey.read(attempt.shown()), attempt.onTheWay()));
  }

  /**
   * What a screen sends; the first two parts must be there.
   *
   * @param waited milliseconds since the touch of Accept; 0 when not said
   */
  record Attempt(@Nullable UUID attempt, @Nullable String shown, @Nullable Long waited) {
    Duration onTheWay() {
      return Duration.ofMillis(waited == null ? 0 : waited);
    }

    @Override
    public String toString() {
      return "Attempt " + attempt; // what was shown may be a live PIN
    }
  }

  /**
   * What a screen shows.
   *
   * @param seconds how long the door stays open, or how long PINs rest; else 0
   */
  record Answer(String answer, long seconds) {
    static Answer of(EntryAnswer answer) {
      return switch (answer) {
        case EntryAnswer.Opened(Duration openFor) -> new Answer("opened", wholeSeconds(openFor));
        case EntryAnswer.NotOpened() -> new Answer("not-opened", 0);
        case EntryAnswer.Unknown() -> new Answer("unknown", 0);
        case EntryAnswer.Refused() -> new Answer("refused", 0);
        case EntryAnswer.Mistyped() -> new Answer("mistyped", 0);
        case EntryAnswer.Paused(Duration pause) -> new Answer("paused", wholeSeconds(pause));
      };
    }

    /** Rounded up: a pause of half a second is not over yet. */
    private static long wholeSeconds(Duration time) {
      return time.plusNanos(999_999_999).toSeconds();
    }
  }
}
