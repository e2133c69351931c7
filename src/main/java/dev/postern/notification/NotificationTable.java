package dev.postern.notification;

import static dev.postern.database.SqlArrays.uuids;
import static dev.postern.database.Times.instant;
import static dev.postern.database.Times.sql;

import dev.postern.notification.Notification.Kind;
import dev.postern.notification.Notification.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The notification table. Every change names the states it may happen in: its row count decides.
 */
@Component
class NotificationTable {
  private final JdbcClient jdbc;

  NotificationTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      UUID id, NewNotification queued, @Nullable UUID fallbackOf, byte[] sealed, Instant now) {
    Destination fallback = queued.fallback();
    jdbc.sql(
            """
            insert into notification (id, property_id, person_id, kind, about, via, destination,
              fallback_via, fallback_destination, fallback_of, language, sealed_text,
              state, not_after, queued_at, changed_at)
            values (:id, :property, :person, :kind, :about, :via, :destination,
              :fallbackVia, :fallbackDestination, :fallbackOf, :language, :sealed,
              'QUEUED', :notAfter, :now, :now)
            """)
        .param("id", id)
        .param("property", queued.propertyId())
        .param("person", queued.personId())
        .param("kind", queued.text().tells().name())
        .param("about", queued.about())
        .param("via", queued.to().via().name())
        .param("destination", queued.to().address())
        .param("fallbackVia", fallback == null ? null : fallback.via().name())
        .param("fallbackDestination", fallback == null ? null : fallback.address())
        .param("fallbackOf", fallbackOf)
        .param("language", queued.language())
        .param("sealed", sealed)
        .param("notAfter", sql(queued.notAfter()))
        .param("now", sql(now))
        .update();
  }

  /**
   * Leases the notification for one attempt. Only one caller gets it; one whose lease ended long
   * ago was left behind by a node that died, and may be taken over.
   */
  Optional<Claimed> claim(UUID id, Instant now, Instant leasedBefore) {
    return jdbc.sql(
            """
            update notification set state = 'SENDING', attempts = attempts + 1, changed_at = :now
            where id = :id and not_after > :now and stop_words is null
              and (state = 'QUEUED' or state = 'SENDING' and changed_at < :leasedBefore)
            returning *
            """)
        .param("id", id)
        .param("now", sql(now))
        .param("leasedBefore", sql(leasedBefore))
        .query(NotificationTable::claimed)
        .optional();
  }

  /** Ends what can't be claimed any more: its time is over, or it was stopped in mid-attempt. */
  boolean block(UUID id, String words, Instant now, Instant leasedBefore) {
    return jdbc.sql(
                """
                update notification
                set state = 'BLOCKED', words = coalesce(stop_words, :words), sealed_text = null,
                  changed_at = :now
                where id = :id and (not_after <= :now or stop_words is not null)
                  and (state = 'QUEUED' or state = 'SENDING' and changed_at < :leasedBefore)
                """)
            .param("id", id)
            .param("words", words)
            .param("now", sql(now))
            .param("leasedBefore", sql(leasedBefore))
            .update()
        == 1;
  }

  /** The provider took it: the text is erased. Too late if a receipt or another attempt won. */
  void taken(UUID id, int attempt, State state, @Nullable String providerId, Instant now) {
    jdbc.sql(
            """
            update notification
            set state = :state, provider_id = :providerId, words = '', sealed_text = null,
              changed_at = :now
            where id = :id and state = 'SENDING' and attempts = :attempt
            """)
        .param("id", id)
        .param("attempt", attempt)
        .param("state", state.name())
        .param("providerId", providerId)
        .param("now", sql(now))
        .update();
  }

  /** Back into the queue, unless it was stopped meanwhile. Whether it will be tried again. */
  boolean later(UUID id, int attempt, String words, Instant now) {
    return jdbc.sql(
            """
            update notification
            set state = case when stop_words is null then 'QUEUED' else 'BLOCKED' end,
              sealed_text = case when stop_words is null then sealed_text end,
              words = coalesce(stop_words, :words), changed_at = :now
            where id = :id and state = 'SENDING' and attempts = :attempt
            returning state
            """)
        .param("id", id)
        .param("attempt", attempt)
        .param("words", words)
        .param("now", sql(now))
        .query(String.class)
        .optional()
        .filter(state -> state.equals("QUEUED"))
        .isPresent();
  }

  /** Given up. Whether its fall-back is now needed: not if it was stopped or somebody else won. */
  boolean failed(UUID id, int attempt, String words, Instant now) {
    return jdbc.sql(
            """
            update notification
            set state = case when stop_words is null then 'FAILED' else 'BLOCKED' end,
              words = coalesce(stop_words, :words), sealed_text = null, changed_at = :now
            where id = :id and state = 'SENDING' and attempts = :attempt
            returning state
            """)
        .param("id", id)
        .param("attempt", attempt)
        .param("words", words)
        .param("now", sql(now))
        .query(String.class)
        .optional()
        .filter(state -> state.equals("FAILED"))
        .isPresent();
  }

  /** Queued ones are blocked; of those under way only a further attempt can be prevented. */
  void stop(List<UUID> abouts, String words, Instant now) {
    jdbc.sql(
            """
            update notification
            set stop_words = :words,
              state = case state when 'QUEUED' then 'BLOCKED' else state end,
              words = case state when 'QUEUED' then :words else words end,
              sealed_text = case state when 'QUEUED' then null else sealed_text end,
              changed_at = case state when 'QUEUED' then :now else changed_at end
            where about = any(:abouts) and state in ('QUEUED', 'SENDING')
            """)
        .param("abouts", uuids(abouts))
        .param("words", words)
        .param("now", sql(now))
        .update();
  }

  /**
   * A provider says that it arrived. That is final, whatever was thought before: an attempt that
   * seemed to have failed may have got through.
   */
  void arrived(UUID id, String providerId, Instant now) {
    jdbc.sql(
            """
            update notification
            set state = 'DELIVERED', provider_id = :providerId, words = '', sealed_text = null,
              changed_at = :now
            where id = :id and state in ('QUEUED', 'SENDING', 'SENT', 'FAILED')
            """)
        .param("id", id)
        .param("providerId", providerId)
        .param("now", sql(now))
        .update();
  }

  /** What a receipt is about, locked, while it still matters that it did not arrive. */
  Optional<Claimed> lockUnderWay(UUID id, String providerId) {
    return jdbc.sql(
            """
            select * from notification
            where id = :id and state in ('SENDING', 'SENT')
              and (provider_id is null or provider_id = :providerId)
            for update
            """)
        .param("id", id)
        .param("providerId", providerId)
        .query(NotificationTable::claimed)
        .optional();
  }

  /** A provider says that it will not arrive. Whether the fall-back is needed. */
  boolean lost(UUID id, String words, Instant now) {
    return jdbc.sql(
            """
            update notification
            set state = 'FAILED', words = :words, sealed_text = null, changed_at = :now
            where id = :id and state in ('SENDING', 'SENT')
            returning stop_words is null
            """)
        .param("id", id)
        .param("words", words)
        .param("now", sql(now))
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Until the transaction ends nobody else stops, or adds a fall-back to, what tells of it. */
  void lockAbout(UUID about) {
    lockAbout(List.of(about));
  }

  /** The same for several, in an order that is the same for everybody. */
  void lockAbout(List<UUID> abouts) {
    jdbc.sql(
            """
            select pg_advisory_xact_lock(hashtextextended('notification about ' || about, 0))
            from (select about from unnest(:abouts) as about order by about offset 0) as in_order
            """)
        .param("abouts", uuids(abouts))
        .query((row, _) -> true)
        .list();
  }

  Optional<Notification> find(UUID id) {
    return jdbc.sql("select * from notification where id = :id")
        .param("id", id)
        .query(NotificationTable::notification)
        .optional();
  }

  List<Notification> about(UUID about) {
    return jdbc.sql(
            """
            select * from notification where about = :about
            order by queued_at, fallback_of is not null, id
            """)
        .param("about", about)
        .query(NotificationTable::notification)
        .list();
  }

  List<Notification> ofPerson(UUID person, int limit) {
    return jdbc.sql(
            """
            select * from notification where person_id = :person order by id desc limit :limit
            """)
        .param("person", person)
        .param("limit", limit)
        .query(NotificationTable::notification)
        .list();
  }

  List<Notification> ofProperty(UUID property, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from notification
            where property_id = :property and (:before::uuid is null or id < :before::uuid)
            order by id desc limit :limit
            """)
        .param("property", property)
        .param("before", before)
        .param("limit", limit)
        .query(NotificationTable::notification)
        .list();
  }

  List<Notification> failed(UUID property, Instant since, int limit) {
    return jdbc.sql(
            """
            select * from notification
            where property_id = :property and state = 'FAILED' and changed_at > :since
            order by id desc limit :limit
            """)
        .param("property", property)
        .param("since", sql(since))
        .param("limit", limit)
        .query(NotificationTable::notification)
        .list();
  }

  /** A notification in the hands of one attempt. */
  @SuppressWarnings("ArrayRecordComponent") // a row in passing, never compared
  record Claimed(
      UUID id,
      UUID propertyId,
      @Nullable UUID personId,
      Kind kind,
      UUID about,
      Destination to,
      @Nullable Destination fallback,
      String language,
      byte @Nullable [] sealed,
      int attempt,
      Instant notAfter) {}

  private static Claimed claimed(ResultSet row, int number) throws SQLException {
    String fallback = row.getString("fallback_via");
    return new Claimed(
        row.getObject("id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getObject("person_id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        row.getObject("about", UUID.class),
        new Destination(Via.valueOf(row.getString("via")), row.getString("destination")),
        fallback == null
            ? null
            : new Destination(Via.valueOf(fallback), row.getString("fallback_destination")),
        row.getString("language"),
        row.getBytes("sealed_text"),
        row.getInt("attempts"),
        instant(row, "not_after"));
  }

  private static Notification notification(ResultSet row, int number) throws SQLException {
    return new Notification(
        row.getObject("id", UUID.class),
        row.getObject("person_id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        row.getObject("about", UUID.class),
        new Destination(Via.valueOf(row.getString("via")), row.getString("destination")),
        row.getObject("fallback_of", UUID.class),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getString("words"),
        instant(row, "queued_at"),
        instant(row, "changed_at"));
  }
}
