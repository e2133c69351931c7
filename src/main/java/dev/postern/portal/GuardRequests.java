package dev.postern.portal;

import dev.postern.access.PinRequestOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came of the requests for a PIN at a room's kiosks, in the last day and month. */
public record GuardRequests(
    Map<PinRequestOutcome, Integer> day, Map<PinRequestOutcome, Integer> month) {
  /** What is counted as one line; the first counts requests, the others what came of them. */
  public enum Line {
    ASKED(
        PinRequestOutcome.ANSWERED,
        PinRequestOutcome.UNKNOWN,
        PinRequestOutcome.SWITCHED_OFF,
        PinRequestOutcome.KIOSK_LIMIT,
        PinRequestOutcome.TOO_MANY_PEOPLE),
    SENT(PinRequestOutcome.SENT),
    UNKNOWN(PinRequestOutcome.UNKNOWN),
    LIMITED(PinRequestOutcome.KIOSK_LIMIT, PinRequestOutcome.LIMIT),
    OTHERS(
        PinRequestOutcome.SWITCHED_OFF,
        PinRequestOutcome.TOO_MANY_PEOPLE,
        PinRequestOutcome.OPTED_OUT,
        PinRequestOutcome.DEACTIVATED,
        PinRequestOutcome.CHANNEL_CLOSED);

    @SuppressWarnings("ImmutableEnumChecker") // copied once and never given out
    private final Set<PinRequestOutcome> outcomes;

    Line(PinRequestOutcome... outcomes) {
      this.outcomes = Set.of(outcomes);
    }
  }

  public List<Line> lines() {
    return List.of(Line.values());
  }

  public int inADay(Line line) {
    return sum(day, line);
  }

  public int inAMonth(Line line) {
    return sum(month, line);
  }

  public boolean any() {
    return !month.isEmpty();
  }

  private static int sum(Map<PinRequestOutcome, Integer> counts, Line line) {
    return line.outcomes.stream().mapToInt(outcome -> counts.getOrDefault(outcome, 0)).sum();
  }
}
