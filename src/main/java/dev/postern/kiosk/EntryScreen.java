package dev.postern.kiosk;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.access.Entries;
import dev.postern.access.EntryAnswer;
import dev.postern.access.KeyCards;
import dev.postern.access.Lane;
import dev.postern.access.ShownKey;
import dev.postern.people.Person;
import dev.postern.place.Kiosk;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A key shown at a kiosk, and what the person is told. */
@RestController
class EntryScreen {
  private static final Logger LOG = LoggerFactory.getLogger(EntryScreen.class);

  private final Entries entries;
  private final KeyCards cards;
  private final KioskBody body;

  EntryScreen(Entries entries, KeyCards cards, KioskBody body) {
    this.entries = entries;
    this.cards = cards;
    this.body = body;
  }

  /** The same attempt id gets the same answer however often it is asked. */
  @PostMapping(path = "/kiosk/entries", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer create(@AuthenticationPrincipal Kiosk kiosk, HttpServletRequest request)
      throws IOException {
    Attempt attempt = body.read(request, Attempt.class);
    UUID id = attempt.attempt();
    if (id == null || attempt.shown() == null) throw new KioskBody.Unreadable();
    ShownKey shown = attempt.key(attempt.shown());
    EntryAnswer answer = entries.enter(kiosk, id, shown, attempt.onTheWay());
    return Answer.of(answer, offersCard(kiosk, id, shown, answer) ? KeyCards.AFTER_ENTRY : null);
  }

  /**
   * Asked for typed PINs of staff and couriers alone; whatever goes wrong here, the door's answer
   * is told.
   */
  private boolean offersCard(Kiosk kiosk, UUID attempt, ShownKey shown, EntryAnswer answer) {
    boolean mayAdd =
        answer instanceof EntryAnswer.Opened(Duration openFor, Person.Kind who)
            && openFor.isPositive()
            && who != Person.Kind.RECIPIENT;
    if (!mayAdd || shown.lane() == Lane.QR || shown.lane() == Lane.CARD) return false;
    try {
      return cards.offered(kiosk, attempt);
    } catch (DataAccessException e) {
      LOG.warn("Whether entry {} may add a key card could not be asked", attempt, e);
      return false;
    }
  }

  /**
   * What a screen sends; the first two parts must be there.
   *
   * @param unit what was typed besides the PIN, where the kiosk asked for it
   * @param reader whether a reader typed it, and not a hand: a key card's digits are no PIN's
   * @param waited milliseconds since the touch of Accept; 0 when not said
   */
  record Attempt(
      @Nullable UUID attempt,
      @Nullable String shown,
      @Nullable String unit,
      @Nullable Boolean reader,
      @Nullable Long waited) {
    ShownKey key(String text) {
      ShownKey key = Boolean.TRUE.equals(reader) ? ShownKey.ofReader(text) : ShownKey.read(text);
      return unit == null ? key : key.of(unit);
    }

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
   * @param card for so many seconds after the touch of Accept a key card may be added; left out
   *     when this person may add none
   */
  record Answer(
      String answer, long seconds, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long card) {
    static Answer of(EntryAnswer answer, @Nullable Duration card) {
      return switch (answer) {
        case EntryAnswer.Opened(Duration openFor, Person.Kind _) ->
            new Answer("opened", wholeSeconds(openFor), card == null ? null : card.toSeconds());
        case EntryAnswer.NotOpened() -> plain("not-opened");
        case EntryAnswer.Unknown() -> plain("unknown");
        case EntryAnswer.Refused() -> plain("refused");
        case EntryAnswer.Mistyped() -> plain("mistyped");
        case EntryAnswer.UnitNeeded() -> plain("unit-needed");
        case EntryAnswer.PinsClosed() -> plain("pins-closed");
        case EntryAnswer.Paused(Duration pause) -> new Answer("paused", wholeSeconds(pause), null);
      };
    }

    private static Answer plain(String answer) {
      return new Answer(answer, 0, null);
    }

    /** Rounded up: a pause of half a second is not over yet. */
    private static long wholeSeconds(Duration time) {
      return time.plusNanos(999_999_999).toSeconds();
    }
  }
}
