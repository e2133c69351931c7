package dev.postern.people;

import static dev.postern.database.Times.instant;
import static dev.postern.database.Times.instantOrNull;
import static dev.postern.database.Times.sql;
import static java.util.Objects.requireNonNullElse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of invitations. One is live unless it was accepted, cancelled or replaced. */
@Repository
class InvitationTable {
  private static final String INVITATION =
      """
      select invitation.*, inviter.first_name || ' ' || inviter.last_name as inviter_name,
        newer.invited_at as replaced_at,
        array(select property_id from invitation_property
          where invitation_id = invitation.id) as properties
      from invitation join person inviter on inviter.id = invitation.invited_by
        left join invitation newer on newer.id = invitation.replaced_by
      """;

  private static final String LIVE =
      " accepted_at is null and cancelled_at is null and replaced_by is null ";

  private final JdbcClient sql;

  InvitationTable(JdbcClient sql) {
    this.sql = sql;
  }

  /** Until the transaction ends nobody else invites this address. */
  void lock(String email) {
    sql.sql("select pg_advisory_xact_lock(hashtextextended(:email, 0))")
        .param("email", "invitation of " + email)
        .query((row, _) -> true)
        .single();
  }

  /** The invitation that this address has becomes worthless. Its id, if there was one. */
  Optional<UUID> replace(String email, UUID by) {
    return sql.sql(
            "update invitation set replaced_by = :by where email = :email and "
                + LIVE
                + " returning id")
        .param("email", email)
        .param("by", by)
        .query(UUID.class)
        .optional();
  }

  void add(Invitation added, byte[] tokenHash) {
    sql.sql(
            """
            insert into invitation (id, property_id, email, role, token_hash, invited_by,
              invited_at, expires_at)
            values (:id, :property, :email, :role, :token, :by, :at, :expires)
            """)
        .param("id", added.id())
        .param("property", added.propertyId())
        .param("email", added.email())
        .param("role", added.role().name())
        .param("token", tokenHash)
        .param("by", added.invitedBy())
        .param("at", sql(added.invitedAt()))
        .param("expires", sql(added.expiresAt()))
        .update();
    for (UUID property : added.properties()) {
      sql.sql("insert into invitation_property (invitation_id, property_id) values (:id, :at)")
          .param("id", added.id())
          .param("at", property)
          .update();
    }
  }

  /** The link is used. Only one caller is told so, and nobody once it is over. */
  boolean accept(UUID id, UUID person, Instant now) {
    return sql.sql(
                "update invitation set accepted_at = :now, accepted_by = :person"
                    + " where id = :id and expires_at > :now and "
                    + LIVE)
            .param("id", id)
            .param("person", person)
            .param("now", sql(now))
            .update()
        == 1;
  }

  boolean cancel(UUID id, UUID by, Instant now) {
    return sql.sql(
                "update invitation set cancelled_at = :now, cancelled_by = :by where id = :id and "
                    + LIVE)
            .param("id", id)
            .param("by", by)
            .param("now", sql(now))
            .update()
        == 1;
  }

  Optional<Invitation> find(UUID id, Instant now) {
    return sql.sql(INVITATION + " where invitation.id = :id")
        .param("id", id)
        .query(mapper(now))
        .optional();
  }

  Optional<Invitation> find(byte[] tokenHash, Instant now) {
    return sql.sql(INVITATION + " where invitation.token_hash = :token")
        .param("token", tokenHash)
        .query(mapper(now))
        .optional();
  }

  List<Invitation> ofProperty(UUID property, @Nullable UUID before, int limit, Instant now) {
    return sql.sql(
            INVITATION
                + """
                where invitation.id in (
                  select invitation_id from invitation_property
                  where property_id = :property
                    and (:before::uuid is null or invitation_id < :before::uuid)
                  order by invitation_id desc limit :limit)
                order by invitation.id desc
                """)
        .param("property", property)
        .param("before", before)
        .param("limit", limit)
        .query(mapper(now))
        .list();
  }

  private static RowMapper<Invitation> mapper(Instant now) {
    return (row, _) -> invitation(row, now);
  }

  private static Invitation invitation(ResultSet row, Instant now) throws SQLException {
    Instant expires = instant(row, "expires_at");
    Instant accepted = instantOrNull(row, "accepted_at");
    Instant cancelled = instantOrNull(row, "cancelled_at");
    Instant replaced = instantOrNull(row, "replaced_at");
    Invitation.State state =
        accepted != null
            ? Invitation.State.ACCEPTED
            : cancelled != null
                ? Invitation.State.CANCELLED
                : replaced != null
                    ? Invitation.State.REPLACED
                    : expires.isAfter(now) ? Invitation.State.OPEN : Invitation.State.EXPIRED;
    Instant changed = accepted != null ? accepted : cancelled != null ? cancelled : replaced;
    return new Invitation(
        row.getObject("id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        properties(row),
        row.getObject("invited_by", UUID.class),
        row.getString("inviter_name").strip(),
        instant(row, "invited_at"),
        expires,
        state,
        requireNonNullElse(changed, expires));
  }

  private static Set<UUID> properties(ResultSet row) throws SQLException {
    return Arrays.stream((Object[]) row.getArray("properties").getArray())
        .map(UUID.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }
}
