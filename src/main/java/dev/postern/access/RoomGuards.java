package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import dev.postern.place.Strictness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of the guard, and the one thing they can do: re-arm a room. */
@Component
public class RoomGuards {
  /** How far back misses are shown hour by hour. */
  public static final int HOURS = 24;

  /** So many misses at a room within an hour are no longer somebody who forgot a PIN. */
  public static final int MANY_MISSES = 5;

  private static final Duration LATELY = Duration.ofHours(1);
  private static final Duration YEAR = Duration.ofDays(365);

  private final ChanceBudgetTable budgets;
  private final LivePins live;
  private final EntryTable entries;
  private final Places places;
  private final AuditLog audit;
  private final Clock clock;

  RoomGuards(
      ChanceBudgetTable budgets,
      LivePins live,
      EntryTable entries,
      Places places,
      AuditLog audit,
      Clock clock) {
    this.budgets = budgets;
    this.live = live;
    this.entries = entries;
    this.places = places;
    this.audit = audit;
    this.clock = clock;
  }

  /** The answer to who re-arms a room. */
  public enum RearmAnswer {
    DONE,
    REASON_REQUIRED,
    REASON_TOO_LONG,
    /** Nothing of it is used up. */
    NOTHING_SPENT,
    /** The reserve is used up itself. */
    RESERVE_EMPTY
  }

  /**
   * A room at which staff should look.
   *
   * @param misses in the last hour
   */
  public record Trouble(RoomGuard guard, int misses) {
    public boolean guessed() {
      return misses >= MANY_MISSES;
    }
  }

  /** The rooms at which somebody guesses, or at which PINs alone are not taken. */
  @Transactional(readOnly = true)
  public List<Trouble> troubles(Property property) {
    Instant now = clock.instant();
    return places.rooms(property.id()).stream()
        .map(room -> trouble(property, room, now))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Trouble> trouble(Property property, Room room, Instant now) {
    int misses = entries.missesOfRoom(room.id(), now.minus(LATELY));
    if (misses < MANY_MISSES && surelyTakesPins(property, room, now)) return Optional.empty();
    Trouble trouble = new Trouble(of(property, room), misses);
    return trouble.guessed() || !trouble.guard().takesPinsAlone()
        ? Optional.of(trouble)
        : Optional.empty();
  }

  /** The few statements that suffice nearly always: the dashboard asks again and again. */
  private boolean surelyTakesPins(Property property, Room room, Instant now) {
    int random = live.randomDigits(property);
    var newest = new RoomGuard.OfLength(random + 1, live.count(property.id(), random));
    Strictness strictness = property.strictness();
    double spent = budgets.spent(room.id(), strictness, now).getOrDefault(Part.PIN, 0.0);
    return newest.live() > 0 && spent + newest.chance() <= Part.PIN.capacity(strictness);
  }

  /** How each room of the property is guarded now, in the order of their names. */
  @Transactional(readOnly = true)
  public List<RoomGuard> ofProperty(Property property) {
    return places.rooms(property.id()).stream().map(room -> of(property, room)).toList();
  }

  /** How this room of the property is guarded now. */
  @Transactional(readOnly = true)
  public RoomGuard of(Property property, Room room) {
    Instant now = clock.instant();
    Strictness strictness = property.strictness();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    return new RoomGuard(
        room,
        strictness,
        lengths(property),
        levels(room, strictness, now),
        entries.missesByHour(room.id(), hour, HOURS),
        hour);
  }

  /** Moves what is left of the reserve to PINs alone, so that they are looked up again. */
  @Transactional
  public RearmAnswer rearm(Actor actor, Property property, Room room, String reason) {
    String why = reason.strip();
    if (why.isEmpty()) return RearmAnswer.REASON_REQUIRED;
    if (why.length() > Offer.LONGEST_REASON) return RearmAnswer.REASON_TOO_LONG;
    Instant now = clock.instant();
    Strictness strictness = property.strictness();
    budgets.lock(room.id()); // two who re-arm at once take turns
    RoomGuard guard = of(property, room);
    if (guard.level(Part.PIN).spent() <= 0) return RearmAnswer.NOTHING_SPENT;
    if (!guard.canBeRearmed()) return RearmAnswer.RESERVE_EMPTY;
    double moved = Math.min(guard.level(Part.RESERVE).left(), guard.level(Part.PIN).spent());
    if (!budgets.debit(room.id(), Part.RESERVE, moved, strictness, now)) {
      return RearmAnswer.RESERVE_EMPTY;
    }
    budgets.restore(room.id(), Part.PIN, moved);
    audit.record(
        property.id(),
        actor,
        Act.GUARD_REARMED,
        new Subject("room", room.id(), room.name()),
        Map.of("reason", why));
    return RearmAnswer.DONE;
  }

  /** Takes note of the time that passed, at every room; run again and again, on any node. */
  void settle() {
    Instant now = clock.instant();
    for (Strictness strictness : Strictness.values()) budgets.settle(strictness, now);
  }

  private List<RoomGuard.OfLength> lengths(Property property) {
    List<RoomGuard.OfLength> all =
        IntStream.rangeClosed(Pin.FEWEST_RANDOM, Pin.MOST_RANDOM)
            .mapToObj(
                random -> new RoomGuard.OfLength(random + 1, live.count(property.id(), random)))
            .filter(length -> length.live() > 0)
            .toList();
    return all.isEmpty()
        ? List.of(new RoomGuard.OfLength(live.randomDigits(property) + 1, 0))
        : all;
  }

  private Map<Part, RoomGuard.Level> levels(Room room, Strictness strictness, Instant now) {
    Map<Part, Double> spent = budgets.spent(room.id(), strictness, now);
    Map<Lane, Double> inAYear = entries.spent(room.id(), now.minus(YEAR));
    Map<Part, RoomGuard.Level> levels = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      double year =
          switch (part) {
            case PIN -> inAYear.getOrDefault(Lane.PIN, 0.0);
            case UNIT_AND_PIN -> inAYear.getOrDefault(Lane.UNIT_AND_PIN, 0.0);
            case RESERVE -> 0; // what was moved is spent as guesses at PINs alone
          };
      levels.put(
          part,
          new RoomGuard.Level(
              spent.getOrDefault(part, 0.0),
              part.capacity(strictness),
              year,
              part.yearly(strictness)));
    }
    return levels;
  }
}
