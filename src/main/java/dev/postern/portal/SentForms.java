package dev.postern.portal;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The forms that this session sent lately and what came of them: one that comes a second time, by
 * an impatient click or by going back, leads to the same one-time PIN.
 */
final class SentForms {
  private static final String ATTRIBUTE = "one-time-pins-sent";
  private static final int KEPT = 20;
  private static final int LONGEST_TOKEN = 40;

  private final HttpSession session;
  private final List<String> tokensAndPins;

  private SentForms(HttpSession session, List<String> tokensAndPins) {
    this.session = session;
    this.tokensAndPins = tokensAndPins;
  }

  static SentForms in(HttpSession session) {
    List<String> kept = new ArrayList<>();
    if (session.getAttribute(ATTRIBUTE) instanceof String[] strings) kept.addAll(List.of(strings));
    return new SentForms(session, kept);
  }

  Optional<UUID> pinOf(String token) {
    for (int i = 0; i + 1 < tokensAndPins.size(); i += 2) {
      if (tokensAndPins.get(i).equals(token)) {
        return Optional.of(UUID.fromString(tokensAndPins.get(i + 1)));
      }
    }
    return Optional.empty();
  }

  void remember(String token, UUID pin) {
    if (token.isEmpty() || token.length() > LONGEST_TOKEN) return;
    tokensAndPins.addAll(List.of(token, pin.toString()));
    int surplus = tokensAndPins.size() - 2 * KEPT;
    if (surplus > 0) tokensAndPins.subList(0, surplus).clear();
    session.setAttribute(ATTRIBUTE, tokensAndPins.toArray(String[]::new));
  }
}
