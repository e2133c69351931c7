package dev.postern.access;

import static dev.postern.database.SqlArrays.uuids;

import dev.postern.database.Times;
import dev.postern.people.Person;
import dev.postern.place.Room;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of entry, and of the grants that entries redeem. */
@Repository
class EntryTable {
  private static final String ENTRY =
      """
      select entry.*, kiosk.name as kiosk_name, room.name as room_name, access_key.form,
        trim(person.first_name || ' ' || person.last_name) as person_name, person.kind as person_kind
      from entry
        left join kiosk on kiosk.id = entry.kiosk_id
        join room on room.id = entry.room_id
        left join access_key on access_key.id = entry.key_id
        left join person on person.id = entry.person_id
      """;

  private static final String GRANTED =
      """
      select attempt_id, at, entry.property_id, entry.room_id, grant_id, single_entry, continues,
        entry.person_id, kind, trim(first_name || ' ' || last_name) as person_name
      from entry
        join person on person.id = entry.person_id
        left join access_grant on access_grant.id = grant_id
      """;

  private final JdbcClient sql;

  EntryTable(JdbcClient sql) {
    this.sql = sql;
  }

  boolean exists(UUID attemptId) {
    return sql.sql("select exists (select from entry where attempt_id = :attempt)")
        .param("attempt", attemptId)
        .query(Boolean.class)
        .single();
  }

  /**
   * Whether this attempt id is new, of a door that a staff member opens from the portal. It is
   * granted from the start; a parallel request with the same id waits for the first.
   */
  boolean claim(UUID attemptId, Room room, UUID staffMemberId, String reason, Instant now) {
    return sql.sql(
                """
                insert into entry
                  (attempt_id, at, opened_by, person_id, reason, room_id, property_id, deadline)
                values (:attempt, :now, :person, :person, :reason, :room, :property, :deadline)
                on conflict (attempt_id) do nothing
                """)
            .param("attempt", attemptId)
            .param("now", Times.sql(now))
            .param("person", staffMemberId)
            .param("reason", reason)
            .param("room", room.id())
            .param("property", room.propertyId())
            .param("deadline", Times.sql(now.plus(Entries.DOOR_DEADLINE)))
            .update()
        == 1;
  }

  int missesOfRoom(UUID roomId, Instant since) {
    return sql.sql(
            """
            select count(*) from entry
            where room_id = :room and chance is not null and at > :since
            """)
        .param("room", roomId)
        .param("since", Times.sql(since))
        .query(Integer.class)
        .single();
  }

  /** What guesses at a room cost since then, by the lane they came in. */
  Map<Lane, Double> spent(UUID roomId, Instant since) {
    Map<Lane, Double> spent = new EnumMap<>(Lane.class);
    sql.sql(
            """
            select lane, sum(chance) as spent from entry
            where room_id = :room and chance is not null and at > :since group by lane
            """)
        .param("room", roomId)
        .param("since", Times.sql(since))
        .query((row, n) -> spent.put(Lane.valueOf(row.getString("lane")), row.getDouble("spent")))
        .list();
    return spent;
  }

  /**
   * The misses at a room in each of the last so many hours, the oldest first.
   *
   * @param end of the last of these hours
   */
  List<Integer> missesByHour(UUID roomId, Instant end, int hours) {
    return sql.sql(
            """
            select (select count(*) from entry
              where room_id = :room and chance is not null
                and at >= hour and at < hour + interval '1 hour') as misses
            from generate_series(cast(:end as timestamptz) - make_interval(hours => :hours),
              cast(:end as timestamptz) - interval '1 hour', interval '1 hour') as hour
            order by hour
            """)
        .param("room", roomId)
        .param("end", Times.sql(end))
        .param("hours", hours)
        .query((row, n) -> row.getInt("misses"))
        .list();
  }

  /** Whether this call settled it; what is settled stays as it is. */
  boolean conclude(UUID attemptId, Entry.Settled opening, String words, Instant now) {
    return sql.sql(
                """
                update entry set opening = :opening, opening_words = :words, concluded_at = :now
                where attempt_id = :attempt and refusal is null and opening is null
                """)
            .param("opening", opening.name())
            .param("words", words)
            .param("now", Times.sql(now))
            .param("attempt", attemptId)
            .update()
        == 1;
  }

  /** The doors of these opened: which of the entries this call settled. */
  Set<UUID> opened(List<UnsettledEntry> entries, Instant now) {
    return Set.copyOf(
        sql.sql(
                """
                update entry set opening = 'OPENED', concluded_at = :now
                from unnest(:attempts) as opened (attempt)
                where attempt_id = attempt and refusal is null and opening is null
                returning attempt_id
                """)
            .param("now", Times.sql(now))
            .param("attempts", uuids(entries, UnsettledEntry::attemptId))
            .query((row, n) -> row.getObject("attempt_id", UUID.class))
            .list());
  }

  /** The staff member or courier whose PIN opened this kiosk's door by this attempt since then. */
  Optional<UUID> enteredByPin(UUID attemptId, UUID kioskId, Instant since) {
    return sql.sql(
            """
            select entry.person_id
            from entry
              join access_key on access_key.id = key_id
              join person on person.id = entry.person_id
            where attempt_id = :attempt and kiosk_id = :kiosk and at > :since
              and opening = 'OPENED' and access_key.form = 'PIN' and kind in ('STAFF', 'COURIER')
            """)
        .param("attempt", attemptId)
        .param("kiosk", kioskId)
        .param("since", Times.sql(since))
        .query((row, n) -> row.getObject("person_id", UUID.class))
        .optional();
  }

  void giveBack(UUID grantId, UUID attemptId) {
    sql.sql(
            """
            update access_grant set redeemed_by_entry = null, redeemed_at = null
            where id = :grant and redeemed_by_entry = :attempt
            """)
        .param("grant", grantId)
        .param("attempt", attemptId)
        .update();
  }

  /** The pulse did not happen, so it does not count. */
  void notReleased(UUID grantId) {
    sql.sql("update access_grant set pulses = pulses - 1 where id = :grant")
        .param("grant", grantId)
        .update();
  }

  int pulses(UUID grantId) {
    return sql.sql("select pulses from access_grant where id = :grant")
        .param("grant", grantId)
        .query(Integer.class)
        .single();
  }

  Instant at(UUID attemptId) {
    return sql.sql("select at from entry where attempt_id = :attempt")
        .param("attempt", attemptId)
        .query((row, n) -> Times.instant(row, "at"))
        .single();
  }

  /** Granted entries whose deadline passed before this moment and whose door never answered. */
  List<UnsettledEntry> unsettled(Instant deadlineBefore) {
    return sql.sql(
            GRANTED
                + """
                where refusal is null and opening is null and deadline < :before
                order by deadline limit 100
                """)
        .param("before", Times.sql(deadlineBefore))
        .query(EntryTable::unsettled)
        .list();
  }

  UnsettledEntry entry(UUID attemptId) {
    return sql.sql(GRANTED + " where attempt_id = :attempt")
        .param("attempt", attemptId)
        .query(EntryTable::unsettled)
        .single();
  }

  private static UnsettledEntry unsettled(ResultSet row, int number) throws SQLException {
    return new UnsettledEntry(
        row.getObject("attempt_id", UUID.class),
        Times.instant(row, "at"),
        row.getObject("property_id", UUID.class),
        row.getObject("room_id", UUID.class),
        row.getObject("grant_id", UUID.class),
        row.getBoolean("single_entry"),
        row.getObject("continues", UUID.class),
        row.getObject("person_id", UUID.class),
        Person.Kind.valueOf(row.getString("kind")),
        row.getString("person_name"));
  }

  /**
   * What became of an attempt.
   *
   * @param who made it; null if nobody is known to have that key
   */
  record Answered(
      @Nullable UUID kioskId,
      Person.@Nullable Kind who,
      @Nullable Refusal refusal,
      Entry.@Nullable Settled opening) {}

  Answered answered(UUID attemptId) {
    return sql.sql(
            """
            select kiosk_id, refusal, opening, kind as person_kind
            from entry left join person on person.id = person_id where attempt_id = :attempt
            """)
        .param("attempt", attemptId)
        .query((row, n) ->
            new Answered(
                row.getObject("kiosk_id", UUID.class), kind(row), refusal(row), opening(row)))
        .single();
  }

  List<Entry> ofProperty(UUID propertyId, EntryFilter filter, @Nullable Entry before, int size) {
    String which =
        switch (filter) {
          case ALL -> "";
          case GRANTED -> " and entry.refusal is null";
          case REFUSED -> " and entry.refusal is not null";
        };
    String older = before == null ? "" : " and (entry.at, attempt_id) < (:at, :attempt)";
    var query =
        sql.sql(
                ENTRY
                    + " where entry.property_id = :property"
                    + which
                    + older
                    + " order by entry.at desc, attempt_id desc limit :size")
            .param("property", propertyId)
            .param("size", size);
    if (before != null) {
      query = query.param("at", Times.sql(before.at())).param("attempt", before.attemptId());
    }
    return query.query(EntryTable::entry).list();
  }

  List<Entry> ofPerson(UUID personId, int size) {
    return sql.sql(ENTRY + " where entry.person_id = :person order by entry.at desc limit :size")
        .param("person", personId)
        .param("size", size)
        .query(EntryTable::entry)
        .list();
  }

  List<Entry> ofPerson(UUID propertyId, UUID personId, int size) {
    return sql.sql(
            ENTRY
                + """
                 where entry.person_id = :person and entry.property_id = :property
                 order by entry.at desc limit :size
                """)
        .param("person", personId)
        .param("property", propertyId)
        .param("size", size)
        .query(EntryTable::entry)
        .list();
  }

  List<Entry> ofRoom(UUID propertyId, UUID roomId, int size) {
    return sql.sql(
            ENTRY
                + """
                 where entry.room_id = :room and entry.property_id = :property and refusal is null
                 order by entry.at desc limit :size
                """)
        .param("room", roomId)
        .param("property", propertyId)
        .param("size", size)
        .query(EntryTable::entry)
        .list();
  }

  Optional<Entry> find(UUID propertyId, UUID attemptId) {
    return sql.sql(ENTRY + " where entry.property_id = :property and entry.attempt_id = :attempt")
        .param("property", propertyId)
        .param("attempt", attemptId)
        .query(EntryTable::entry)
        .optional();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    String form = row.getString("form");
    return new Entry(
        row.getObject("attempt_id", UUID.class),
        Times.instant(row, "at"),
        row.getString("kiosk_name"),
        row.getString("room_name"),
        row.getObject("person_id", UUID.class),
        row.getString("person_name"),
        kind(row),
        form == null ? null : Form.valueOf(form),
        lane(row),
        refusal(row),
        opening(row),
        row.getString("opening_words"),
        row.getString("reason"),
        row.getObject("continues") != null,
        (Boolean) row.getObject("went_in"));
  }

  private static @Nullable Lane lane(ResultSet row) throws SQLException {
    String lane = row.getString("lane");
    return lane == null ? null : Lane.valueOf(lane);
  }

  private static Person.@Nullable Kind kind(ResultSet row) throws SQLException {
    String kind = row.getString("person_kind");
    return kind == null ? null : Person.Kind.valueOf(kind);
  }

  private static @Nullable Refusal refusal(ResultSet row) throws SQLException {
    String refusal = row.getString("refusal");
    return refusal == null ? null : Refusal.valueOf(refusal);
  }

  private static Entry.@Nullable Settled opening(ResultSet row) throws SQLException {
    String opening = row.getString("opening");
    return opening == null ? null : Entry.Settled.valueOf(opening);
  }
}
