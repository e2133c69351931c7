package dev.postern.access;

import static dev.postern.database.SqlArrays.booleans;
import static dev.postern.database.SqlArrays.bytes;
import static dev.postern.database.SqlArrays.doubles;
import static dev.postern.database.SqlArrays.instants;
import static dev.postern.database.SqlArrays.longs;
import static dev.postern.database.SqlArrays.texts;
import static dev.postern.database.SqlArrays.uuids;

import dev.postern.database.Times;
import dev.postern.place.Strictness;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL that decides: one statement reads all that counts for some attempts, one writes what became
 * of them.
 */
@Repository
class DecisionTable {
  private static final String KEY_AT_DOOR =
      """
      select access_key.id as key_id, access_key.form as key_form, access_key.ended_at, access_key.ended_because,
        access_key.deactivated_at as key_deactivated_at, access_grant.*,
        person.kind, person.deactivated_at, person.opted_out,
        trim(person.first_name || ' ' || person.last_name) as person_name,
        case when person.kind = 'RECIPIENT' then person.property_id = access_key.property_id
          else exists (select from assignment
              where person_id = person.id and property_id = access_key.property_id)
            or exists (select from staff_account
              where person_id = person.id and role = 'ADMINISTRATOR')
        end as belongs,
        case when person.kind = 'COURIER' then
          coalesce((select (cast(:now as timestamptz) at time zone zone)::date <= last_day
            from courier, property
            where person_id = person.id and property.id = access_key.property_id), true)
        end as still_comes,
        case when person.kind = 'COURIER' then
          not exists (select from courier_window where person_id = person.id)
          or exists (select from property join courier_window on true,
              lateral (select cast(:now as timestamptz) at time zone zone as clock) as here
            where property.id = access_key.property_id and courier_window.person_id = person.id
              and weekday = extract(isodow from clock)
              and extract(hour from clock) * 60 + extract(minute from clock) >= from_minute
              and extract(hour from clock) * 60 + extract(minute from clock) < to_minute)
        end as in_hours
      from access_key
        join access_grant on access_grant.id = access_key.grant_id
        join person on person.id = access_grant.person_id
      """;

  /** The key of a shown value that lives, or else the one that ended last and is remembered. */
  private static final String LOOK =
      """
      select exists (select from entry where attempt_id = shown.attempt) as seen,
        missed.misses, missed.last_miss, property.strictness,
        coalesce(shown.counted, case
          when shown.digits is null then 0
          when shown.unit is null then (%s)
          else (%s)
        end) as live, shown.counted is null as counted_now,
        found.*
      from unnest(:attempt, :kiosk, :property, :index, :unit, :digits, :counted) with ordinality
          as shown (attempt, kiosk, property, index, unit, digits, counted, number)
        join property on property.id = shown.property
        cross join lateral (select count(*) as misses, max(at) as last_miss from entry
          where kiosk_id = shown.kiosk and chance is not null and at > :missedSince) missed
        left join lateral (
          %s
          where access_key.property_id = shown.property and index_hash = shown.index
            and (ended_at is null or ended_at > :remembered)
            and (shown.unit is null or person.kind = 'RECIPIENT'
              and shown.unit in (plain_unit(person.unit), last_of_unit(person.unit)))
          order by ended_at desc nulls first limit 1
        ) found on true
      order by shown.number
      """
          .formatted(
              LivePinTable.count("shown.property", "shown.digits"),
              LivePinTable.countOfUnit("shown.property", "shown.digits", "shown.unit"),
              KEY_AT_DOOR);

  private final JdbcClient sql;

  DecisionTable(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * What counts for an attempt at this moment.
   *
   * @param seen whether the attempt was decided before
   * @param misses of the kiosk, lately; {@code lastMiss} null if there was none
   * @param live the PINs that a guess like this one could hit
   * @param countedNow whether these were counted for it, not remembered
   * @param key null if nothing lives or lately lived that has this value
   */
  record Looked(
      boolean seen,
      int misses,
      @Nullable Instant lastMiss,
      Strictness strictness,
      long live,
      boolean countedNow,
      @Nullable KeyAtDoor key) {}

  /**
   * One for each, in their order.
   *
   * @param index the hash of what was shown, or null if nothing may be looked up
   * @param counted how many PINs live, or null if that has to be counted
   */
  List<Looked> look(
      List<Attempt> attempts,
      Function<Attempt, byte @Nullable []> index,
      Function<Attempt, @Nullable Long> counted,
      Instant now) {
    // To plan it anew for each number of attempts took six times as long as to do it.
    sql.sql("set local plan_cache_mode = force_generic_plan").update();
    return sql.sql(LOOK)
        .param("attempt", uuids(attempts, Attempt::id))
        .param("kiosk", uuids(attempts, it -> it.kiosk().id()))
        .param("property", uuids(attempts, Attempt::propertyId))
        .param("index", bytes(attempts, index))
        .param("unit", texts(attempts, Attempt::unit))
        .param("digits", longs(attempts, DecisionTable::digits))
        .param("counted", longs(attempts, counted))
        .param("missedSince", Times.sql(now.minus(GuardPause.MEMORY)))
        .param("remembered", Times.sql(now.minus(Entries.RECENTLY)))
        .param("now", Times.sql(now))
        .query(DecisionTable::looked)
        .list();
  }

  private static @Nullable Long digits(Attempt attempt) {
    Pin pin = attempt.pin();
    return pin == null ? null : (long) pin.randomDigits();
  }

  private static Looked looked(ResultSet row, int number) throws SQLException {
    return new Looked(
        row.getBoolean("seen"),
        row.getInt("misses"),
        Times.instantOrNull(row, "last_miss"),
        Strictness.valueOf(row.getString("strictness")),
        row.getLong("live"),
        row.getBoolean("counted_now"),
        row.getObject("key_id") == null ? null : KeyAtDoor.of(row, number));
  }

  KeyAtDoor lookAgain(KeyAtDoor key, Instant now) {
    return sql.sql(KEY_AT_DOOR + " where access_key.id = :key")
        .param("key", key.keyId())
        .param("now", Times.sql(now))
        .query(KeyAtDoor::of)
        .single();
  }

  /**
   * Writes the entries and uses the single entries up. Everything that must be live is asked for in
   * the one statement that takes it: who then has a refusal has lost to another attempt, or to the
   * end of the grant.
   *
   * @return the refusals of those that have one
   * @throws org.springframework.dao.DuplicateKeyException if one of the attempts was decided
   *     meanwhile; a parallel one is waited for
   */
  Map<UUID, Refusal> write(List<Judged> judged) {
    Map<UUID, Refusal> refusals = new HashMap<>();
    sql.sql(writing())
        .param("attempt", uuids(judged, it -> it.attempt().id()))
        .param("at", instants(judged, it -> it.attempt().at()))
        .param("kiosk", uuids(judged, it -> it.attempt().kiosk().id()))
        .param("room", uuids(judged, it -> it.attempt().roomId()))
        .param("property", uuids(judged, it -> it.attempt().propertyId()))
        .param("lane", texts(judged, it -> it.attempt().shown().lane().name()))
        .param("key", uuids(judged, it -> it.key() == null ? null : it.key().keyId()))
        .param("grant", uuids(judged, it -> it.key() == null ? null : it.key().grantId()))
        .param("person", uuids(judged, it -> it.key() == null ? null : it.key().personId()))
        .param("refusal", texts(judged, it -> it.refusal() == null ? null : it.refusal().name()))
        .param("continues", uuids(judged, Judged::continues))
        .param("chance", doubles(judged, Judged::chance))
        .param("redeems", booleans(judged, Judged::redeems))
        .param("most", Visits.MOST_PULSES)
        .param("deadline", Entries.DOOR_DEADLINE.toString())
        .query((row, n) -> {
          String refusal = row.getString("refusal");
          return refusal == null
              ? null
              : refusals.put(row.getObject("attempt_id", UUID.class), Refusal.valueOf(refusal));
        })
        .list();
    return refusals;
  }

  private String writing() {
    return """
    with judged as (
      select * from unnest(:attempt, :at, :kiosk, :room, :property, :lane, :key, :grant, :person, :refusal,
          :continues, :chance, :redeems)
        as judged (attempt, at, kiosk, room, property, lane, key, grant_id, person, refusal,
          continues, chance, redeems)
    ), redeemed as (
      update access_grant
      set redeemed_by_entry = attempt, redeemed_at = at, pulses = pulses + 1
      from judged where redeems and id = judged.grant_id and %s
      returning attempt
    )
    insert into entry (attempt_id, at, kiosk_id, room_id, property_id, lane, key_id, grant_id, person_id, refusal,
      continues, chance, deadline)
    select attempt, at, kiosk, room, property, lane, key, grant_id, person,
      case when redeems and attempt not in (select attempt from redeemed) then 'ALREADY_USED' else refusal end,
      continues, chance, at + cast(:deadline as interval)
    from judged
    returning attempt_id, refusal
    """
        .formatted(stillOpen());
  }

  /** What must hold of a grant at the moment at which its single entry is taken. */
  String stillOpen() {
    return """
    redeemed_at is null and pulses < :most and revoked_at is null
    and valid_from <= at and expires_at > at
    and exists (select from access_key
      where access_key.id = key and ended_at is null and deactivated_at is null)
    and exists (select from person
      where person.id = person_id and deactivated_at is null and not opted_out)
    """;
  }

  /** What was found out later about an attempt that lost. */
  void refused(UUID attemptId, Refusal refusal) {
    sql.sql("update entry set refusal = :refusal where attempt_id = :attempt")
        .param("refusal", refusal.name())
        .param("attempt", attemptId)
        .update();
  }
}
