package dev.postern.access;

import dev.postern.database.Times;
import dev.postern.place.Kiosk;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of pin_request and what became of each; addresses go in and come out sealed. */
@Repository
class PinRequestTable {
  private final JdbcClient sql;
  private final Vault vault;

  PinRequestTable(JdbcClient sql, Vault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  /** Whether it is new: the same request may be sent again. */
  boolean ask(UUID id, Kiosk kiosk, Secret address, Instant now) {
    return sql.sql(
                """
                insert into pin_request (id, kiosk_id, room_id, asked_at, sealed_address)
                values (:id, :kiosk, :room, :now, :address) on conflict (id) do nothing
                """)
            .param("id", id)
            .param("kiosk", kiosk.id())
            .param("room", kiosk.room().id())
            .param("now", Times.sql(now))
            .param("address", vault.seal(address, boundTo(id)))
            .update()
        == 1;
  }

  record Asked(UUID kioskId, Secret address) {}

  /** A request that is not looked up yet, held until the caller's transaction ends. */
  Optional<Asked> lockAsked(UUID id) {
    return sql.sql(
            """
            select kiosk_id, sealed_address from pin_request
            where id = :id and sealed_address is not null for update
            """)
        .param("id", id)
        .query((row, n) ->
            new Asked(
                row.getObject("kiosk_id", UUID.class),
                vault.open(row.getBytes("sealed_address"), boundTo(id))))
        .optional();
  }

  /**
   * The requests at a kiosk that were answered since then; who counts next waits for the caller.
   */
  int lockAndCountAnswered(UUID kioskId, Instant since) {
    sql.sql("select id from kiosk where id = :kiosk for no key update")
        .param("kiosk", kioskId)
        .query(UUID.class)
        .single();
    return sql.sql(
            """
            select count(*) from pin_request
            where kiosk_id = :kiosk and asked_at > :since and outcome = 'ANSWERED'
            """)
        .param("kiosk", kioskId)
        .param("since", Times.sql(since))
        .query(Integer.class)
        .single();
  }

  /** The PINs that a recipient was sent on request since then. */
  int countSent(UUID personId, Instant since) {
    return sql.sql(
            """
            select count(*) from pin_request_answer
            where person_id = :person and asked_at > :since and outcome = 'SENT'
            """)
        .param("person", personId)
        .param("since", Times.sql(since))
        .query(Integer.class)
        .single();
  }

  void answer(
      UUID id, UUID personId, PinRequestOutcome outcome, @Nullable UUID grantId, Instant now) {
    sql.sql(
            """
            insert into pin_request_answer (request_id, person_id, asked_at, outcome, grant_id)
            values (:id, :person, :now, :outcome, :grant)
            """)
        .param("id", id)
        .param("person", personId)
        .param("now", Times.sql(now))
        .param("outcome", outcome.name())
        .param("grant", grantId)
        .update();
  }

  /** Writes down what became of it and erases the address. */
  void close(UUID id, PinRequestOutcome outcome) {
    sql.sql("update pin_request set sealed_address = null, outcome = :outcome where id = :id")
        .param("outcome", outcome.name())
        .param("id", id)
        .update();
  }

  /** How many of each outcome there were at a room since then: of requests, and of their people. */
  Map<PinRequestOutcome, Integer> counts(UUID roomId, Instant since) {
    Map<PinRequestOutcome, Integer> counts = new EnumMap<>(PinRequestOutcome.class);
    sql.sql(
            """
            select outcome, count(*) as many from (
              select outcome from pin_request
                where room_id = :room and asked_at > :since and outcome is not null
              union all
              select answer.outcome from pin_request_answer answer
                join pin_request on pin_request.id = request_id
                where room_id = :room and pin_request.asked_at > :since) every
            group by outcome
            """)
        .param("room", roomId)
        .param("since", Times.sql(since))
        .query((row, n) ->
            counts.put(PinRequestOutcome.valueOf(row.getString("outcome")), row.getInt("many")))
        .list();
    return counts;
  }

  private static String boundTo(UUID id) {
    return "pin_request:" + id;
  }

  void forget(Instant before) {
    for (String statement :
        new String[] {
          "delete from pin_request_answer where asked_at < :before",
          """
          delete from pin_request where asked_at < :before
            and not exists (select from pin_request_answer where request_id = id)
          """
        }) {
      sql.sql(statement).param("before", Times.sql(before)).update();
    }
  }
}
