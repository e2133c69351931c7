package dev.postern.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What years of use leave in the tables, spread evenly over the houses: of so many keys half were
 * one-time PINs, each with its grant, its entry and its audit event, and half are live key cards.
 * Their values are random bytes, because nobody shows them.
 */
final class PastYears {
  private static final List<String> TABLES =
      List.of("access_grant", "access_key", "entry", "audit_event");

  private final Connection superuser;

  /**
   * @param superuser may leave foreign keys unchecked, which would be most of the work
   */
  PastYears(Connection superuser) {
    this.superuser = superuser;
  }

  void fill(long keys) throws SQLException {
    run("set session_replication_role = replica");
    List<String> indexes = dropIndexes();
    run(
        """
        create temporary table resident as
        select row_number() over (order by person.id) - 1 as n, person.id as person, person.property_id as property,
          room.id as room, kiosk.id as kiosk, kiosk.name as kiosk_name
        from person join room on room.property_id = person.property_id join kiosk on kiosk.room_id = room.id
          join property on property.id = person.property_id
        where property.name like 'House %'
        """);
    run("create unique index on resident (n)");
    run("analyze resident");
    run(
        """
        create temporary table past as
        select uuidv7(make_interval(secs => -90 * 86400 - (%1$d - i) * 30)) as grant_id,
          uuidv7(make_interval(secs => -90 * 86400 - (%1$d - i) * 30)) as key_id, gen_random_uuid() as attempt,
          now() - make_interval(secs => 90 * 86400 + (%1$d - i) * 30) as at, resident.*
        from generate_series(1, %1$d) i join resident on resident.n = i %% (select count(*) from resident)
        order by i
        """
            .formatted(keys / 2));
    run(
        """
        insert into access_grant (id, property_id, room_id, person_id, purpose, single_entry, valid_from, expires_at,
          issued_at, redeemed_by_entry, redeemed_at, pulses)
        select grant_id, property, room, person, 'ONE_TIME', true, at, at + interval '1 day', at, attempt, at, 1 from past
        """);
    run(
        """
        insert into access_key (id, value_id, grant_id, property_id, form, random_digits, index_hash, created_at,
          ended_at, rests_until)
        select key_id, key_id, grant_id, property, 'PIN', 12, sha256(uuid_send(attempt)), at, at, at + interval '90 days'
        from past
        """);
    run(
        """
        insert into entry (attempt_id, at, kiosk_id, room_id, property_id, key_id, grant_id, person_id, lane, deadline,
          opening, concluded_at)
        select attempt, at, kiosk, room, property, key_id, grant_id, person, 'PIN', at + interval '5 seconds', 'OPENED', at
        from past
        """);
    run(
        """
        insert into audit_event (at, property_id, actor_kind, actor_id, actor_name, act, subject_kind, subject_id,
          subject_name, details)
        select at, property, 'KIOSK', kiosk, kiosk_name, 'entry.granted', 'recipient', person, 'Ana Rivera',
          jsonb_build_object('kiosk', kiosk_name)
        from past
        """);
    cards(keys - keys / 2);
    run("drop table past");
    for (String index : indexes) run(index);
    run("vacuum analyze");
    run("checkpoint");
  }

  /** One lasting grant per resident, with as many cards as it takes. */
  private void cards(long count) throws SQLException {
    run("create temporary table lasting as select uuidv7() as grant_id, resident.* from resident");
    run("create unique index on lasting (n)");
    run(
        """
        insert into access_grant (id, property_id, person_id, purpose, single_entry, valid_from, issued_at)
        select grant_id, property, person, 'STANDING', false, now(), now() from lasting
        """);
    run(
        """
        insert into access_key (id, value_id, grant_id, property_id, form, index_hash, sealed, created_at)
        select id, id, grant_id, property, 'CARD', sha256(uuid_send(id)),
          sha256(uuid_send(id)) || sha256(uuid_send(id)), now()
        from (select gen_random_uuid() as id, lasting.*
          from generate_series(1, %d) i join lasting on lasting.n = i %% (select count(*) from lasting)) card
        """
            .formatted(count));
  }

  /** What each table takes for a row: itself, and its indexes. */
  List<String> sizes() throws SQLException {
    List<String> sizes = new ArrayList<>();
    try (Statement statement = superuser.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet row =
            statement.executeQuery(
                """
                select format('%1$s %%s + %%s', pg_table_size('%1$s') / count(*), pg_indexes_size('%1$s') / count(*))
                from %1$s
                """
                    .formatted(table))) {
          row.next();
          sizes.add(row.getString(1));
        }
      }
    }
    return sizes;
  }

  /** All but those of the constraints: to make them at the end is much quicker. */
  private List<String> dropIndexes() throws SQLException {
    List<String> definitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (Statement statement = superuser.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select pg_get_indexdef(indexrelid), indexrelid::regclass from pg_index
                where indrelid::regclass::text in ('%s') and not indisprimary
                  and not exists (select from pg_constraint where conindid = indexrelid)
                """
                    .formatted(String.join("', '", TABLES)))) {
      while (rows.next()) {
        definitions.add(rows.getString(1));
        names.add(rows.getString(2));
      }
    }
    for (String name : names) run("drop index " + name);
    return definitions;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }
}
