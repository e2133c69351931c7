package dev.postern.access;

import dev.postern.database.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the visits: entries of which it is not known yet whether anybody went in. */
@Repository
class VisitTable {
  private final JdbcClient sql;

  VisitTable(JdbcClient sql) {
    this.sql = sql;
  }

  void begin(UUID attemptId, int mostPulses, Instant releasedUntil, Instant ends) {
    sql.sql(
            """
            update entry set released_until = :until, visit_ends = :ends,
              pulses_left = :most - (select pulses from access_grant where id = grant_id)
            where attempt_id = :attempt
            """)
        .param("until", Times.sql(releasedUntil))
        .param("ends", Times.sql(ends))
        .param("most", mostPulses)
        .param("attempt", attemptId)
        .update();
  }

  /**
   * Takes one more pulse of a visit: its strike is locked again, and it is the same kiosk's. A row
   * count of 1 says that this attempt has it.
   */
  boolean again(UUID visit, UUID kioskId, Instant releasedUntil, Instant now) {
    return sql.sql(
                """
                update entry set pulses_left = pulses_left - 1, released_until = :until
                where attempt_id = :visit and kiosk_id = :kiosk
                  and visit_ends > :now and released_until <= :now and pulses_left > 0
                """)
            .param("until", Times.sql(releasedUntil))
            .param("visit", visit)
            .param("kiosk", kioskId)
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  /** Counts pulses against the grant: over all its visits there are three at most. */
  void pulses(UUID grantId, int more) {
    sql.sql("update access_grant set pulses = pulses + :more where id = :grant")
        .param("more", more)
        .param("grant", grantId)
        .update();
  }

  /** A pulse that was taken did not happen, or lasts until then. */
  void released(UUID visit, int givenBack, Instant until) {
    sql.sql(
            """
            update entry set pulses_left = pulses_left + :back, released_until = :until
            where attempt_id = :visit and visit_ends is not null
            """)
        .param("back", givenBack)
        .param("until", Times.sql(until))
        .param("visit", visit)
        .update();
  }

  /** Somebody went in at the room: all visits under way there are over. */
  List<UUID> wentIn(UUID roomId) {
    return sql.sql(
            """
            update entry set went_in = true, visit_ends = null
            where room_id = :room and visit_ends is not null
            returning grant_id
            """)
        .param("room", roomId)
        .query((row, n) -> row.getObject("grant_id", UUID.class))
        .list();
  }

  /**
   * Visits whose time is over.
   *
   * @param released only those whose last pulse was over by then: until a contact is read, whoever
   *     pulled at its end may be inside
   */
  List<UUID> over(Instant now, Instant released) {
    return sql.sql(
            """
            select attempt_id from entry
            where visit_ends <= :now and released_until <= :released limit 100
            """)
        .param("now", Times.sql(now))
        .param("released", Times.sql(released))
        .query((row, n) -> row.getObject("attempt_id", UUID.class))
        .list();
  }

  /** Ends a visit if it is over still; false if it got another pulse, or another node ended it. */
  boolean endOver(UUID visit, Instant now, Instant released) {
    return sql.sql(
                """
                update entry set visit_ends = null
                where attempt_id = :visit and visit_ends <= :now and released_until <= :released
                """)
            .param("visit", visit)
            .param("now", Times.sql(now))
            .param("released", Times.sql(released))
            .update()
        == 1;
  }

  /** Ends a visit, whether or not its time is over. */
  void end(UUID visit) {
    sql.sql("update entry set visit_ends = null where attempt_id = :visit")
        .param("visit", visit)
        .update();
  }

  void nobodyWentIn(UUID visit) {
    sql.sql("update entry set went_in = false where attempt_id = :visit")
        .param("visit", visit)
        .update();
  }

  /** An entry of this room whose pulse may be what opened its door at this moment. */
  Optional<UUID> entryReleasing(UUID roomId, Instant since) {
    return sql.sql(
            """
            select coalesce(continues, attempt_id) from entry
            where room_id = :room and refusal is null and at > :since
              and (opening is null or opening in ('OPENED', 'UNKNOWN'))
            order by at desc limit 1
            """)
        .param("room", roomId)
        .param("since", Times.sql(since))
        .query(UUID.class)
        .optional();
  }
}
