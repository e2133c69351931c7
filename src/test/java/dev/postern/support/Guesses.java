package dev.postern.support;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.access.Entries;
import dev.postern.access.Form;
import dev.postern.access.ShownKey;
import dev.postern.access.StandingKeys;
import dev.postern.database.Times;
import dev.postern.place.Kiosk;
import dev.postern.place.Room;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What brings a room's guard into a state: unknown PINs at its kiosks, or figures in its table. */
public final class Guesses {
  private final ApplicationContext program;
  private final Cast cast;
  private int typed = 573_000;

  public Guesses(ApplicationContext program, Cast cast) {
    this.program = program;
    this.cast = cast;
  }

  /** Types so many PINs that nobody has; from the fourth at one kiosk on it would pause. */
  public void at(Kiosk kiosk, int count) {
    for (int n = 0; n < count; n++) {
      enter(kiosk, "");
    }
  }

  /** Five at the two kiosks of the Maple Room. */
  public void five() {
    at(cast.kiosk, 3);
    at(cast.secondKiosk, 2);
  }

  public void enter(Kiosk kiosk, String unit) {
    ShownKey shown = unknown();
    program
        .getBean(Entries.class)
        .enter(kiosk, UUID.randomUUID(), unit.isEmpty() ? shown : shown.of(unit), Duration.ZERO);
  }

  private ShownKey unknown() {
    typed++;
    return IntStream.range(0, 10)
        .mapToObj(check -> ShownKey.read("" + typed + check))
        .filter(ShownKey.TypedPin.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  /** Writes down how much of a part is used up of what can be spent at once. */
  public void spend(Room room, Part part, double share) {
    sql()
        .sql(
            """
            insert into chance_budget (room_id, part, spent, counted_at)
            values (:room, :part, :spent, :now)
            on conflict (room_id, part) do update set spent = :spent, counted_at = :now
            """)
        .param("room", room.id())
        .param("part", part.name())
        .param("spent", share * part.capacity(cast.property.strictness()))
        .param("now", Times.sql(program.getBean(HandClock.class).instant()))
        .update();
  }

  /** So many live PINs at the property. */
  public void givePins(int count) {
    for (int n = 0; n < count; n++) {
      program
          .getBean(StandingKeys.class)
          .issue(cast.rosa(), cast.property, cast.ana().id(), Form.PIN);
    }
  }

  /** Makes so many of the PINs as long as that, as if they had been given then. */
  public void lengthen(int count, int digits) {
    sql()
        .sql(
            """
            update access_key set random_digits = :digits
            where id in (select id from access_key
              where property_id = :property and form = 'PIN' and random_digits = 6 limit :count)
            """)
        .param("digits", digits - 1)
        .param("property", cast.property.id())
        .param("count", count)
        .update();
  }

  /** A request at the kiosk, with what became of it; days ago. */
  public void ask(String outcome, int daysAgo) {
    sql()
        .sql(
            """
            insert into pin_request (id, kiosk_id, room_id, asked_at, outcome)
            values (gen_random_uuid(), :kiosk, :room, cast(:now as timestamptz) - make_interval(days => :days), :outcome)
            """)
        .param("kiosk", cast.kiosk.id())
        .param("room", cast.maple.id())
        .param("now", Times.sql(program.getBean(HandClock.class).instant()))
        .param("days", daysAgo)
        .param("outcome", outcome)
        .update();
  }

  /** Changes how the property is set up, as {@code column = value}. */
  public void set(String assignment) {
    sql()
        .sql("update property set " + assignment + " where id = :id")
        .param("id", cast.property.id())
        .update();
  }

  private JdbcClient sql() {
    return program.getBean(JdbcClient.class);
  }
}
