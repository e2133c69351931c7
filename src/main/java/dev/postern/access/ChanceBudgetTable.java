package dev.postern.access;

import static dev.postern.database.SqlArrays.doubles;
import static dev.postern.database.SqlArrays.texts;
import static dev.postern.database.SqlArrays.uuids;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.database.Times;
import dev.postern.place.Strictness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of chance_budget. */
@Repository
class ChanceBudgetTable {
  /** What is still spent now: time has refilled some of it, a clock set back nothing. */
  private static final String SPENT = spent(":refill");

  /** Nodes differ by moments, and a moment must not count twice; a clock that was wrong is left. */
  private static final String COUNTED_AT =
      """
      case when b.counted_at > cast(:now as timestamptz) + interval '1 minute' then :now
        else greatest(b.counted_at, :now) end
      """;

  private final JdbcClient sql;

  ChanceBudgetTable(JdbcClient sql) {
    this.sql = sql;
  }

  private static String spent(String refill) {
    return """
    greatest(0, b.spent - %s * least(:longest,
      greatest(0, extract(epoch from (cast(:now as timestamptz) - b.counted_at)))))
    """
        .formatted(refill);
  }

  /** Whether it was paid: one statement refills, compares and takes. */
  boolean debit(UUID roomId, Part part, double cost, Strictness strictness, Instant now) {
    return statement(
                """
                insert into chance_budget as b (room_id, part, spent, counted_at)
                select :room, :part, :cost, :now where :cost <= :capacity
                on conflict (room_id, part) do update
                set spent = %1$s + :cost, counted_at = %2$s
                where %1$s + :cost <= :capacity
                """,
                roomId, part, strictness, now)
            .param("cost", cost)
            .param("capacity", part.capacity(strictness))
            .update()
        == 1;
  }

  /** Makes the rows of rooms at which nobody guessed yet, so that they can be held. */
  void open(Collection<UUID> roomIds, Instant now) {
    List<UUID> rooms = roomIds.stream().sorted().toList();
    sql.sql(
            """
            insert into chance_budget (room_id, part, spent, counted_at)
            select room, part, 0, :now from unnest(:rooms) as room, unnest(array['PIN', 'UNIT_AND_PIN']) as part
            order by room, part on conflict do nothing
            """)
        .param("rooms", uuids(rooms))
        .param("now", Times.sql(now))
        .update();
  }

  /** A part of a room's budget. */
  record Account(UUID roomId, Part part) {}

  /**
   * What is spent of the parts that guesses are paid from; they are held until the caller's
   * transaction ends. Those of a room at which nobody guessed yet are left out.
   */
  Map<Account, Double> hold(Map<UUID, Strictness> rooms, Instant now) {
    List<Account> all = new ArrayList<>();
    List<Double> refills = new ArrayList<>();
    rooms.forEach((room, strictness) -> {
      for (Part part : List.of(Part.PIN, Part.UNIT_AND_PIN)) {
        all.add(new Account(room, part));
        refills.add(part.refill(strictness));
      }
    });
    Map<Account, Double> spent = new HashMap<>();
    sql.sql(
            """
            select b.room_id, b.part, %s as spent
            from chance_budget b
              join unnest(:rooms, :parts, :refills) as held (room, part, refill)
                on b.room_id = held.room and b.part = held.part
            order by b.room_id, b.part for update of b
            """
                .formatted(spent("held.refill")))
        .param("rooms", uuids(all, Account::roomId))
        .param("parts", texts(all, account -> account.part().name()))
        .param("refills", doubles(refills, refill -> refill))
        .param("longest", (double) ChanceBudget.LONGEST_STEP.toSeconds())
        .param("now", Times.sql(now))
        .query((row, n) ->
            spent.put(
                new Account(
                    row.getObject("room_id", UUID.class), Part.valueOf(row.getString("part"))),
                row.getDouble("spent")))
        .list();
    return spent;
  }

  /** Gives back of what was spent, as staff may; if it is used up again, they are told again. */
  void restore(UUID roomId, Part part, double amount) {
    sql.sql(
            """
            update chance_budget
            set spent = greatest(0, spent - :amount), alerted = least(alerted, 50)
            where room_id = :room and part = :part
            """)
        .param("amount", amount)
        .param("room", roomId)
        .param("part", part.name())
        .update();
  }

  /** Holds the parts that PINs alone are paid from until the caller's transaction ends. */
  void lock(UUID roomId) {
    sql.sql(
            """
            select part from chance_budget where room_id = :room and part in ('PIN', 'RESERVE')
            order by part for update
            """)
        .param("room", roomId)
        .query(String.class)
        .list();
  }

  /** What is spent of each part now; a part that nobody ever used is left out. */
  Map<Part, Double> spent(UUID roomId, Strictness strictness, Instant now) {
    Map<Part, Double> spent = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      spent(roomId, part, strictness, now).ifPresent(so -> spent.put(part, so));
    }
    return spent;
  }

  private Optional<Double> spent(UUID roomId, Part part, Strictness strictness, Instant now) {
    return statement(
            "select %s as spent from chance_budget b where room_id = :room and part = :part",
            roomId, part, strictness, now)
        .query(Double.class)
        .optional();
  }

  /**
   * Takes note of the time that passed, at every room of this strictness, so that parts refill in
   * small steps; and of alerts that are over, so that they can come again.
   */
  void settle(Strictness strictness, Instant now) {
    for (Part part : Part.values()) {
      parameters(
              """
              update chance_budget b set
                spent = %1$s,
                counted_at = %2$s,
                alerted = case
                  when %1$s < 0.9 * 0.25 * :capacity then 0
                  when %1$s < 0.9 * 0.5 * :capacity then least(alerted, 25)
                  when %1$s < 0.9 * :capacity then least(alerted, 50)
                  else alerted end
              from room join property on property.id = property_id
              where room.id = room_id and strictness = :strictness and part = :part
                and (spent > 0 or alerted > 0)
              """,
              part, strictness, now)
          .param("strictness", strictness.name())
          .param("capacity", part.capacity(strictness))
          .update();
    }
  }

  /** Whether this call is the first to see so much of it spent. */
  boolean alert(
      UUID roomId, Part part, int percent, double least, Strictness strictness, Instant now) {
    return statement(
                """
                update chance_budget b set alerted = :percent
                where room_id = :room and part = :part and alerted < :percent and %s >= :least
                """,
                roomId, part, strictness, now)
            .param("percent", percent)
            .param("least", least)
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec statement(
      String text, UUID roomId, Part part, Strictness strictness, Instant now) {
    return parameters(text, part, strictness, now).param("room", roomId);
  }

  private JdbcClient.StatementSpec parameters(
      String text, Part part, Strictness strictness, Instant now) {
    return sql.sql(text.formatted(SPENT, COUNTED_AT))
        .param("part", part.name())
        .param("refill", part.refill(strictness))
        .param("longest", (double) ChanceBudget.LONGEST_STEP.toSeconds())
        .param("now", Times.sql(now));
  }
}
