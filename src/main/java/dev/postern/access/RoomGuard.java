package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.place.Room;
import dev.postern.place.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a room is guarded against guessing at this moment.
 *
 * @param lengths the PINs of the property that have not ended, by their number of digits, the
 *     shortest first
 * @param missesByHour guesses that hit nothing in the last hours, the oldest first
 * @param lastHourEnds when the last of these hours ends
 */
public record RoomGuard(
    Room room,
    Strictness strictness,
    List<OfLength> lengths,
    Map<Part, Level> levels,
    List<Integer> missesByHour,
    Instant lastHourEnds) {

  /** What the kiosk takes at this moment; QR codes and key cards it always does. */
  public enum State {
    PINS,
    /** The unit is asked for besides the PIN. */
    PINS_WITH_UNIT,
    NO_PINS
  }

  /** From this share of PINs alone on that is used up, moving the reserve is worth while. */
  private static final double WORTH_REARMING = 0.5;

  /**
   * PINs of one length.
   *
   * @param digits all of them, with the check digit
   */
  public record OfLength(int digits, long live) {
    /** The chance that a guess of so many digits is one of them. */
    double chance() {
      return Math.max(1, live) * Pin.chanceOfOne(digits - 1);
    }
  }

  /**
   * A part of the budget.
   *
   * @param spent what is not refilled yet; {@code capacity} what can be spent at once
   * @param spentInAYear in the last 365 days; {@code yearly} what may be
   */
  public record Level(double spent, double capacity, double spentInAYear, double yearly) {
    public double left() {
      return Math.max(0, capacity - spent);
    }

    /** What is left, as a share of what can be spent at once. */
    public double leftShare() {
      return left() / capacity;
    }

    /**
     * What was spent in a year, as a share of what may be; over 1 after a re-arm, if all of that
     * too.
     */
    public double spentShare() {
      return spentInAYear / yearly;
    }
  }

  public State state() {
    if (takesPinsAlone()) return State.PINS;
    return takesUnits() ? State.PINS_WITH_UNIT : State.NO_PINS;
  }

  /** PINs that a guess could hit, of any length. */
  public long live() {
    return lengths.stream().mapToLong(OfLength::live).sum();
  }

  /** The length that most of them have, or that the next one would have if there are none. */
  public OfLength usual() {
    return lengths.stream().max(Comparator.comparingLong(OfLength::live)).orElseThrow();
  }

  public Level level(Part part) {
    Level level = levels.get(part);
    if (level == null) throw new IllegalArgumentException(part.name());
    return level;
  }

  /** The unknown PINs alone of the usual length that would still be looked up now. */
  public long guessesLeft() {
    return (long) Math.floor(level(Part.PIN).left() / usual().chance());
  }

  /** The same of a unit that has one PIN. */
  public long unitGuessesLeft() {
    double chance = Pin.chanceOfOne(usual().digits() - 1);
    return (long) Math.floor(level(Part.UNIT_AND_PIN).left() / chance);
  }

  /** How many more unknown PINs alone would be looked up if the reserve were moved to them. */
  public long guessesInReserve() {
    return (long) Math.floor(level(Part.RESERVE).left() / usual().chance());
  }

  /** Whether PINs of that length are looked up without their unit at no time at all. */
  public boolean tooShort(OfLength length) {
    return length.chance() > level(Part.PIN).capacity();
  }

  /** Whether a PIN of that length is looked up without its unit. */
  public boolean takesAlone(OfLength length) {
    return level(Part.PIN).left() >= length.chance();
  }

  /** Whether any PIN is looked up without its unit. */
  public boolean takesPinsAlone() {
    return lengths.stream().anyMatch(this::takesAlone);
  }

  /** Whether PINs are looked up at least with their unit. */
  public boolean takesUnits() {
    return level(Part.UNIT_AND_PIN).left() >= Pin.chanceOfOne(usual().digits() - 1);
  }

  /**
   * How long until PINs alone are looked up again, if nobody guesses; null if they are now, or if
   * every one is too short for it.
   */
  public @Nullable Duration opensIn() {
    if (takesPinsAlone()) return null;
    return lengths.stream()
        .filter(length -> !tooShort(length))
        .map(OfLength::chance)
        .min(Comparator.naturalOrder())
        .map(chance -> Part.PIN.refilling(chance - level(Part.PIN).left(), strictness))
        .orElse(null);
  }

  /** The guesses that hit nothing in all of these hours. */
  public int misses() {
    return missesByHour.stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether there is something to move from the reserve to PINs alone, and use for it. */
  public boolean canBeRearmed() {
    return level(Part.PIN).spent() > 0 && level(Part.RESERVE).left() >= usual().chance();
  }

  /** Whether that would change something for people now or soon. */
  public boolean worthRearming() {
    return canBeRearmed() && (!takesPinsAlone() || level(Part.PIN).leftShare() <= WORTH_REARMING);
  }

  /** Whether this is what holds now. */
  public boolean isPresent(Alternative one) {
    return one.strictness() == strictness && one.digits() == usual().digits();
  }

  /** What another setting would give, with as many live PINs as now; the present one among them. */
  public List<Alternative> alternatives() {
    return List.of(Strictness.values()).stream()
        .flatMap(one -> {
          int automatic = PinLength.automatic(one, Math.max(1, live())) + 1;
          int present = one == strictness ? usual().digits() : automatic;
          return IntStream.of(automatic - 1, automatic, automatic + 1, present)
              .distinct()
              .sorted()
              .filter(digits -> digits > Pin.FEWEST_RANDOM && digits <= Pin.MOST_RANDOM + 1)
              .mapToObj(digits -> Alternative.of(one, digits, digits == automatic, live()));
        })
        .toList();
  }

  /**
   * What a setting gives.
   *
   * @param digits of every PIN; {@code automatic} whether that is what the program would choose
   * @param atOnce unknown PINs that are looked up before the kiosk asks for the unit
   * @param aYear unknown PINs alone that are looked up in a year of trying
   */
  public record Alternative(
      Strictness strictness, int digits, boolean automatic, long atOnce, long aYear) {
    static Alternative of(Strictness strictness, int digits, boolean automatic, long live) {
      double chance = new OfLength(digits, live).chance();
      return new Alternative(
          strictness,
          digits,
          automatic,
          (long) (Part.PIN.capacity(strictness) / chance),
          Part.PIN.capacity(strictness) < chance
              ? 0
              : (long) (Part.PIN.yearly(strictness) / chance));
    }
  }
}
