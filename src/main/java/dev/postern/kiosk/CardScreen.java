package dev.postern.kiosk;

import dev.postern.access.KeyCards;
import dev.postern.access.ShownKey;
import dev.postern.place.Kiosk;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A key card held to the reader by somebody who entered with their PIN a moment ago. */
@RestController
class CardScreen {
  private final KeyCards cards;
  private final KioskBody body;

  CardScreen(KeyCards cards, KioskBody body) {
    this.cards = cards;
    this.body = body;
  }

  /** Asked again, because the answer was lost, it adds nothing twice and says the same. */
  @PostMapping(path = "/kiosk/cards", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer create(@AuthenticationPrincipal Kiosk kiosk, HttpServletRequest request)
      throws IOException {
    HeldCard held = body.read(request, HeldCard.class);
    if (held.attempt() == null || held.shown() == null) throw new KioskBody.Unreadable();
    return Answer.of(cards.add(kiosk, held.attempt(), ShownKey.ofReader(held.shown())));
  }

  /**
   * What a screen sends; both parts must be there.
   *
   * @param attempt of the entry that was made with a PIN
   */
  record HeldCard(@Nullable UUID attempt, @Nullable String shown) {
    @Override
    public String toString() {
      return "HeldCard after " + attempt; // what was shown may be a live key
    }
  }

  /** What a screen shows: the name of its section. */
  record Answer(String answer) {
    static Answer of(KeyCards.Answer answer) {
      return new Answer(
          switch (answer) {
            case ADDED -> "card-added";
            case NOT_POSSIBLE -> "card-not-possible";
            case SIGN_IN_FIRST -> "card-sign-in-first";
            case TOO_MANY -> "card-too-many";
          });
    }
  }
}
