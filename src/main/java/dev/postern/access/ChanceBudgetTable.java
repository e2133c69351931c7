package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.database.Times;
import dev.postern.place.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of chance_budget. */
@Repository
class ChanceBudgetTable {
  /** What is still spent now: time has refilled some of it, a clock set back nothing. */
  private static final String SPENT =
      """
      greatest(0, b.spent - :refill * least(:longest,
        greatest(0, extract(epoch from (cast(:now as timestamptz) - b.counted_at)))))
      """;

  /** Nodes differ by moments, and a moment must not count twice; a clock that was wrong is left. */
  private static final String COUNTED_AT =
      """
      case when b.counted_at > cast(:now as timestamptz) + interval '1 minute' then :now
        else greatest(b.counted_at, :now) end
      """;

  /** Nothing is being looked up for longer: what is held since then, its node has lost. */
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

  private final JdbcClient sql;

  ChanceBudgetTable(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Whether it could be paid: one statement refills, compares and takes. It is held until {@link
   * #keep} or {@link #refund} says what it was.
   */
  boolean debit(UUID roomId, Part part, double cost, Strictness strictness, Instant now) {
    return statement(
                """
                insert into chance_budget as b (room_id, part, spent, held, counted_at)
                select :room, :part, 0, :cost, :now where :cost <= :capacity
                on conflict (room_id, part) do update
                set spent = %1$s, held = b.held + :cost, counted_at = %2$s
                where %1$s + b.held + :cost <= :capacity
                """,
                roomId, part, strictness, now)
            .param("cost", cost)
            .param("capacity", part.capacity(strictness))
            .update()
        == 1;
  }

  /** Whether it could be paid if nothing that is held now were kept. */
  boolean couldPay(UUID roomId, Part part, double cost, Strictness strictness, Instant now) {
    return spent(roomId, part, strictness, now).orElse(0.0) + cost <= part.capacity(strictness);
  }

  /** What was held is spent: it was a guess. */
  void keep(UUID roomId, Part part, double cost) {
    release(roomId, part, cost, cost);
  }

  /** What was held is free again: it was no guess. */
  void refund(UUID roomId, Part part, double cost) {
    release(roomId, part, cost, 0);
  }

  private void release(UUID roomId, Part part, double held, double spent) {
    sql.sql(
            """
            update chance_budget set held = greatest(0, held - :held), spent = spent + :spent
            where room_id = :room and part = :part
            """)
        .param("held", held)
        .param("spent", spent)
        .param("room", roomId)
        .param("part", part.name())
        .update();
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
   * small steps; of what a node held that was lost, which is spent then; and of alerts that are
   * over, so that they can come again.
   */
  void settle(Strictness strictness, Instant now) {
    for (Part part : Part.values()) {
      parameters(
              """
              update chance_budget b set
                spent = %1$s + case when counted_at < :lost then held else 0 end,
                held = case when counted_at < :lost then 0 else held end,
                counted_at = %2$s,
                alerted = case
                  when %1$s < 0.9 * 0.25 * :capacity then 0
                  when %1$s < 0.9 * 0.5 * :capacity then least(alerted, 25)
                  when %1$s < 0.9 * :capacity then least(alerted, 50)
                  else alerted end
              from room join property on property.id = property_id
              where room.id = room_id and strictness = :strictness and part = :part
                and (spent > 0 or held > 0 or alerted > 0)
              """,
              part, strictness, now)
          .param("strictness", strictness.name())
          .param("lost", Times.sql(now.minus(LONGEST_LOOK)))
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
