package dev.postern.access;

import dev.postern.access.OneTimePin.State;
import dev.postern.audit.Actor;
import dev.postern.database.Times;
import dev.postern.people.Recipient;
import dev.postern.place.Property;
import dev.postern.place.Room;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the grants for a single entry. */
@Repository
class OneTimePinTable {
  private static final String ONE_TIME_PIN =
      """
      select access_grant.*, room.name as room_name, person.unit,
        trim(person.first_name || ' ' || person.last_name) as recipient_name,
        coalesce(trim(issuer.first_name || ' ' || issuer.last_name),
          (select kiosk.name from kiosk where kiosk.id = requested_at), '') as issuer_name
      from access_grant
        join room on room.id = access_grant.room_id
        join person on person.id = access_grant.person_id
        left join person issuer on issuer.id = access_grant.issued_by
      where purpose = 'ONE_TIME'
      """;

  private final JdbcClient sql;

  OneTimePinTable(JdbcClient sql) {
    this.sql = sql;
  }

  void add(
      UUID id,
      Property property,
      Recipient recipient,
      Actor actor,
      OneTimePinRequest request,
      Instant now) {
    sql.sql(
            """
            insert into access_grant (id, property_id, room_id, person_id, purpose, single_entry,
              valid_from, expires_at, reason, form, issued_by, requested_at, issued_at)
            values (:id, :property, :room, :person, 'ONE_TIME', true,
              :now, :expires, :reason, :form, :issuer, :kiosk, :now)
            """)
        .param("id", id)
        .param("property", property.id())
        .param("room", request.roomId())
        .param("person", recipient.id())
        .param("now", Times.sql(now))
        .param("expires", Times.sql(request.expiresAt()))
        .param("reason", request.reason().strip())
        .param("form", request.form())
        .param("issuer", actor.personId())
        .param("kiosk", actor.kind() == Actor.Kind.KIOSK ? actor.id() : null)
        .update();
  }

  /**
   * Ends an open grant; one that is redeemed, even by an attempt whose door is still moving, stays.
   */
  boolean revoke(UUID id, Actor actor, String because, Instant now) {
    return sql.sql(
                """
                update access_grant set revoked_at = :now, revoked_by = :by, revoked_because = :because
                where id = :id and redeemed_at is null and revoked_at is null and expires_at > :now
                """)
            .param("now", Times.sql(now))
            .param("by", actor.personId())
            .param("because", because)
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Ends what a recipient has not used, also a grant whose door has not answered yet: if the door
   * then does not open, what comes back is a replaced PIN and not a second open one.
   *
   * @param roomId at this room alone, or null for every room
   */
  List<UUID> replace(UUID recipientId, @Nullable UUID roomId, Actor actor, Instant now) {
    return sql.sql(
            """
            update access_grant set revoked_at = :now, revoked_by = :by, revoked_because = 'REPLACED'
            where person_id = :person and purpose = 'ONE_TIME' and revoked_at is null
              and (cast(:room as uuid) is null or room_id = :room)
              and (redeemed_at is null or not exists (
                select from entry where attempt_id = redeemed_by_entry and opening is not null))
            returning id
            """)
        .param("now", Times.sql(now))
        .param("by", actor.personId())
        .param("person", recipientId)
        .param("room", roomId)
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }

  /** The open one of a recipient at this room; there is one at most. */
  Optional<UUID> open(UUID recipientId, UUID roomId, Instant now) {
    return sql.sql(
            """
            select id from access_grant
            where person_id = :person and room_id = :room and purpose = 'ONE_TIME'
              and redeemed_at is null and revoked_at is null and expires_at > :now
            for no key update
            """)
        .param("person", recipientId)
        .param("room", roomId)
        .param("now", Times.sql(now))
        .query((row, n) -> row.getObject("id", UUID.class))
        .optional();
  }

  /** Lets an open grant live at least until then. */
  void prolong(UUID id, Instant until) {
    sql.sql("update access_grant set expires_at = greatest(expires_at, :until) where id = :id")
        .param("until", Times.sql(until))
        .param("id", id)
        .update();
  }

  Optional<UUID> ofForm(UUID recipientId, UUID form) {
    return sql.sql("select id from access_grant where person_id = :person and form = :form")
        .param("person", recipientId)
        .param("form", form)
        .query((row, n) -> row.getObject("id", UUID.class))
        .optional();
  }

  List<OneTimePin> open(UUID propertyId, Instant now) {
    return sql.sql(
            ONE_TIME_PIN
                + """
                 and access_grant.property_id = :property and redeemed_at is null
                 and revoked_at is null and expires_at > :now
                order by expires_at, access_grant.id
                """)
        .param("property", propertyId)
        .param("now", Times.sql(now))
        .query(mapper(now))
        .list();
  }

  List<OneTimePin> ofRecipient(UUID recipientId, Instant now) {
    return sql.sql(
            ONE_TIME_PIN + " and person_id = :person order by issued_at desc, access_grant.id desc")
        .param("person", recipientId)
        .query(mapper(now))
        .list();
  }

  /**
   * Holds the grant until the caller's transaction ends: it is not cancelled or redeemed meanwhile.
   */
  void lock(UUID id) {
    sql.sql("select id from access_grant where id = :id for no key update")
        .param("id", id)
        .query((row, n) -> row.getObject("id", UUID.class))
        .optional();
  }

  Optional<OneTimePin> find(UUID propertyId, UUID id, Instant now) {
    return find(id, now).filter(pin -> pin.room().propertyId().equals(propertyId));
  }

  Optional<OneTimePin> find(UUID id, Instant now) {
    return sql.sql(ONE_TIME_PIN + " and access_grant.id = :id")
        .param("id", id)
        .query(mapper(now))
        .optional();
  }

  private static RowMapper<OneTimePin> mapper(Instant now) {
    return (row, number) -> {
      Instant expiresAt = Times.instant(row, "expires_at");
      Instant redeemedAt = Times.instantOrNull(row, "redeemed_at");
      Instant revokedAt = Times.instantOrNull(row, "revoked_at");
      State state =
          redeemedAt != null
              ? State.USED
              : state(expiresAt, revokedAt, row.getString("revoked_because"), now);
      return new OneTimePin(
          row.getObject("id", UUID.class),
          row.getObject("person_id", UUID.class),
          row.getString("recipient_name"),
          row.getString("unit"),
          room(row),
          state,
          Times.instant(row, "issued_at"),
          row.getString("issuer_name"),
          row.getObject("requested_at", UUID.class),
          expiresAt,
          row.getString("reason"),
          redeemedAt != null ? redeemedAt : state == State.EXPIRED ? null : revokedAt);
    };
  }

  /** What ended it first is what it is: a PIN that had expired is not "replaced" a week later. */
  static State state(
      Instant expiresAt, @Nullable Instant revokedAt, @Nullable String because, Instant now) {
    Instant end = revokedAt == null ? now : revokedAt;
    if (!expiresAt.isAfter(end)) return State.EXPIRED;
    if (because == null) return State.OPEN;
    return because.equals(EndOfAccess.STOPPED) ? State.CANCELLED : State.valueOf(because);
  }

  private static Room room(ResultSet row) throws SQLException {
    return new Room(
        row.getObject("room_id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getString("room_name"));
  }
}
