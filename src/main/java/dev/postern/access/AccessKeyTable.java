package dev.postern.access;

import static dev.postern.database.SqlArrays.uuids;

import dev.postern.database.Times;
import dev.postern.database.Uuid7;
import dev.postern.people.Person;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of access_key; values go in and come out sealed. */
@Repository
class AccessKeyTable {
  private static final String KEY =
      """
      select access_key.*, person_id, purpose, expires_at, redeemed_at,
        coalesce(ended_because, revoked_because) as because, person.kind, person.unit,
        trim(person.first_name || ' ' || person.last_name) as owner,
        coalesce(trim(issuer.first_name || ' ' || issuer.last_name), '') as issuer
      from access_key
        join access_grant on access_grant.id = grant_id
        join person on person.id = person_id
        left join person issuer on issuer.id = coalesce(access_key.issued_by, access_grant.issued_by)
      """;

  private final JdbcClient sql;
  private final Vault vault;

  AccessKeyTable(JdbcClient sql, Vault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  /**
   * @param valueId the same for every property that this value is added at
   * @param forbidden added nowhere, after the same work: the time does not tell why
   */
  record NewKey(
      UUID valueId,
      Form form,
      Secret value,
      String label,
      @Nullable UUID issuedBy,
      boolean forbidden) {
    /** Of a PIN; null for other keys. */
    @Nullable Integer randomDigits() {
      return form == Form.PIN ? value.reveal().length() - 1 : null;
    }
  }

  /** Whether it was free: no live key of the property has this value and none rests. */
  boolean add(UUID propertyId, UUID grantId, NewKey key, Instant now) {
    UUID id = Uuid7.at(now);
    return sql.sql(
                """
                insert into access_key (id, value_id, grant_id, property_id, form, random_digits,
                  index_hash, sealed, label, issued_by, created_at)
                select :id, :value, :grant, :property, :form, :digits,
                  :index, :sealed, :label, :issuer, :now
                where not exists (select from access_key
                  where property_id = :property and index_hash = :index and rests_until > :now)
                  and not :forbidden
                on conflict (property_id, index_hash) where ended_at is null do nothing
                """)
            .param("id", id)
            .param("value", key.valueId())
            .param("grant", grantId)
            .param("property", propertyId)
            .param("form", key.form().name())
            .param("digits", key.randomDigits(), Types.SMALLINT)
            .param("index", vault.index(propertyId, key.form().name(), key.value()))
            .param("sealed", vault.seal(key.value(), boundTo(id)))
            .param("label", key.label())
            .param("issuer", key.issuedBy())
            .param("now", Times.sql(now))
            .param("forbidden", key.forbidden())
            .update()
        == 1;
  }

  /** Takes back what was added at some properties because it was not free at another. */
  void remove(UUID valueId) {
    sql.sql("delete from access_key where value_id = :value").param("value", valueId).update();
  }

  Optional<Secret> live(UUID grantId, Form form) {
    return sql.sql(
            """
            select id, sealed from access_key
            where grant_id = :grant and form = :form and sealed is not null
            """)
        .param("grant", grantId)
        .param("form", form.name())
        .query(this::opened)
        .optional();
  }

  /** What a key says while it lives, whether or not it is switched off. */
  Optional<Secret> value(UUID valueId) {
    return sql.sql(
            "select id, sealed from access_key where value_id = :value and sealed is not null limit 1")
        .param("value", valueId)
        .query(this::opened)
        .optional();
  }

  private Secret opened(ResultSet row, int number) throws SQLException {
    return vault.open(row.getBytes("sealed"), boundTo(row.getObject("id", UUID.class)));
  }

  /** Whether this call switched it off. */
  boolean deactivate(UUID valueId, @Nullable UUID by, Instant now) {
    return sql.sql(
                """
                update access_key set deactivated_at = :now, deactivated_by = :by
                where value_id = :value and ended_at is null and deactivated_at is null
                """)
            .param("now", Times.sql(now))
            .param("by", by)
            .param("value", valueId)
            .update()
        > 0;
  }

  /** Whether this call switched it on again. */
  boolean reactivate(UUID valueId) {
    return sql.sql(
                """
                update access_key set deactivated_at = null, deactivated_by = null
                where value_id = :value and ended_at is null and deactivated_at is not null
                """)
            .param("value", valueId)
            .update()
        > 0;
  }

  /** Whether this call ended it. */
  boolean endValue(
      UUID valueId, String because, @Nullable UUID by, Instant now, Instant restsUntil) {
    return sql.sql(
                """
                update access_key set ended_at = :now, rests_until = :rests, sealed = null,
                  ended_by = :by, ended_because = :because
                where value_id = :value and ended_at is null
                """)
            .param("now", Times.sql(now))
            .param("rests", Times.sql(restsUntil))
            .param("by", by)
            .param("because", because)
            .param("value", valueId)
            .update()
        > 0;
  }

  void end(List<UUID> grantIds, Instant now, Instant restsUntil) {
    sql.sql(
            """
            update access_key set ended_at = :now, rests_until = :rests, sealed = null
            where grant_id = any(:grants) and ended_at is null
            """)
        .param("now", Times.sql(now))
        .param("rests", Times.sql(restsUntil))
        .param("grants", uuids(grantIds))
        .update();
  }

  /** Ends the keys of a grant that somebody ended; their value rests. */
  void endGrant(UUID grantId, String because, @Nullable UUID by, Instant now, Instant restsUntil) {
    sql.sql(
            """
            update access_key set ended_at = :now, rests_until = :rests, sealed = null,
              ended_by = :by, ended_because = :because
            where grant_id = :grant and ended_at is null
            """)
        .param("now", Times.sql(now))
        .param("rests", Times.sql(restsUntil))
        .param("by", by)
        .param("because", because)
        .param("grant", grantId)
        .update();
  }

  int endExpired(Instant now, Instant restsUntil) {
    return sql.sql(
            """
            update access_key set ended_at = :now, rests_until = :rests, sealed = null
            from access_grant
            where access_grant.id = grant_id and ended_at is null and expires_at <= :now
              and redeemed_at is null
            """)
        .param("now", Times.sql(now))
        .param("rests", Times.sql(restsUntil))
        .update();
  }

  /** Every key ever given to a person, once each, the newest first. */
  List<AccessKey> ofPerson(UUID personId, Instant now) {
    return sql.sql(
            "select * from (select distinct on (value_id) key.* from ("
                + KEY
                + """
                   where person_id = :person) key
                 order by value_id, id) key order by grant_id desc, form, id desc
                """)
        .param("person", personId)
        .query(mapper(now))
        .list();
  }

  Optional<AccessKey> find(UUID propertyId, UUID valueId, Instant now) {
    return sql.sql(
            KEY + " where access_key.property_id = :property and access_key.value_id = :value")
        .param("property", propertyId)
        .param("value", valueId)
        .query(mapper(now))
        .optional();
  }

  /** Whose live key at a property has this value. */
  Optional<UUID> holder(UUID propertyId, Form form, Secret value) {
    return sql.sql(
            """
            select person_id from access_key join access_grant on access_grant.id = grant_id
            where access_key.property_id = :property and index_hash = :index and ended_at is null
            """)
        .param("property", propertyId)
        .param("index", vault.index(propertyId, form.name(), value))
        .query((row, n) -> row.getObject("person_id", UUID.class))
        .optional();
  }

  /** The keys of a grant that live. */
  List<UUID> valuesOf(UUID grantId) {
    return sql.sql("select value_id from access_key where grant_id = :grant and ended_at is null")
        .param("grant", grantId)
        .query((row, n) -> row.getObject("value_id", UUID.class))
        .list();
  }

  /** Where a key opens doors. */
  Set<UUID> properties(UUID valueId) {
    return sql.sql("select property_id from access_key where value_id = :value")
        .param("value", valueId)
        .query((row, n) -> row.getObject("property_id", UUID.class))
        .set();
  }

  /**
   * @param words only keys of persons found by each of these beginnings of words
   * @param before the id of the last row of the page before, or null
   */
  List<Row> list(
      UUID propertyId,
      AccessKeyFilter filter,
      List<String> words,
      @Nullable UUID before,
      int size,
      Instant now) {
    StringBuilder text = new StringBuilder(KEY).append(" where access_key.property_id = :property");
    text.append(
        switch (filter.show()) {
          case LIVE -> " and ended_at is null and access_key.deactivated_at is null";
          case DEACTIVATED -> " and ended_at is null and access_key.deactivated_at is not null";
          case ENDED -> " and ended_at is not null";
          case ALL -> "";
        });
    if (filter.form() != null) text.append(" and access_key.form = :form");
    if (filter.ownerKind() != null) text.append(" and person.kind = :kind");
    for (int i = 0; i < words.size(); i++) {
      text.append(
          """
           and person_id in (select person_id from person_word
             where scope_id in (:property, (select organization_id from property where id = :property))
               and word >= :word%1$d and word < :word%1$d || chr(1114111))
          """
              .formatted(i));
    }
    if (before != null) text.append(" and access_key.id < :before");
    text.append(" order by access_key.id desc limit :size");
    var query = sql.sql(text.toString()).param("property", propertyId).param("size", size);
    if (filter.form() != null) query = query.param("form", filter.form().name());
    if (filter.ownerKind() != null) query = query.param("kind", filter.ownerKind().name());
    for (int i = 0; i < words.size(); i++) query = query.param("word" + i, words.get(i));
    if (before != null) query = query.param("before", before);
    RowMapper<AccessKey> mapper = mapper(now);
    return query
        .query((row, n) -> new Row(mapper.mapRow(row, n), row.getObject("id", UUID.class)))
        .list();
  }

  /**
   * @param id of the row at this property: what the next page begins after
   */
  record Row(AccessKey key, UUID id) {}

  private static RowMapper<AccessKey> mapper(Instant now) {
    return (row, number) -> {
      Instant usedAt = Times.instantOrNull(row, "redeemed_at");
      Instant expiresAt = Times.instantOrNull(row, "expires_at");
      Instant endedAt = Times.instantOrNull(row, "ended_at");
      Instant deactivatedAt = Times.instantOrNull(row, "deactivated_at");
      return new AccessKey(
          row.getObject("value_id", UUID.class),
          row.getObject("grant_id", UUID.class),
          row.getObject("person_id", UUID.class),
          row.getString("owner"),
          Person.Kind.valueOf(row.getString("kind")),
          row.getString("unit"),
          Form.valueOf(row.getString("form")),
          Purpose.valueOf(row.getString("purpose")),
          KeyState.of(
              usedAt != null,
              row.getString("because"),
              expiresAt,
              endedAt,
              deactivatedAt != null,
              now),
          row.getString("label"),
          Times.instant(row, "created_at"),
          row.getString("issuer"),
          deactivatedAt,
          usedAt,
          expiresAt,
          endedAt);
    };
  }

  private static String boundTo(UUID id) {
    return "access_key:" + id;
  }
}
