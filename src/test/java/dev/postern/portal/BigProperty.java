package dev.postern.portal;

import dev.postern.access.Form;
import dev.postern.access.ManyKeys;
import dev.postern.access.OneTimePinRequest;
import dev.postern.access.OneTimePins;
import dev.postern.audit.Actor;
import dev.postern.notification.Via;
import dev.postern.people.NewRecipient;
import dev.postern.people.Recipients;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A property with as many people and keys as no real one has, to measure its pages; or, from the
 * same mould, with next to none. The same figures make the same people.
 */
final class BigProperty {
  /** The one recipient of this name. */
  static final String RARE = "Quillfeather";

  private static final int ROWS_AT_ONCE = 5_000;
  private static final List<String> FIRST =
      List.of(
          "Ana", "Bo", "Chen", "Dora", "Elif", "Femi", "Greta", "Hiro", "Inès", "Jonas", "Kofi",
          "Lena", "Mateo", "Nora", "Omar", "Priya", "Quinn", "Rosa", "Sam", "Tomás", "Uma",
          "Viktor", "Wanda", "Xenia", "Yusuf", "Zoë");
  private static final List<String> LAST =
      List.of(
          "Abbot",
          "Baker",
          "Castillo",
          "Delgado",
          "Eriksen",
          "Fischer",
          "García",
          "Haddad",
          "Ivanova",
          "Jensen",
          "Kowalski",
          "Lopez",
          "Müller",
          "Nguyen",
          "O'Brien",
          "Petrov",
          "Qureshi",
          "Rivera",
          "Schmidt",
          "Tanaka",
          "Ueda",
          "Vargas",
          "Weber",
          "Xu",
          "Yilmaz",
          "Zhang");

  private final ApplicationContext program;
  private final JdbcClient sql;
  private final Property property;
  private final Random random = new Random(1);

  BigProperty(ApplicationContext program, Property property) {
    this.program = program;
    this.property = property;
    sql = bean(JdbcClient.class);
  }

  /**
   * Fills it.
   *
   * @param recipients how many, each with a lasting PIN; at least three
   * @param staff how many, each with PIN, QR code and key card
   * @param past how many keys have ended, and how many entries, notifications and audit events
   *     there were
   */
  void fill(int recipients, int staff, int couriers, int past) {
    Room room = bean(Places.class).addRoom(Actor.SYSTEM, property.id(), "Maple Room");
    Kiosk kiosk = bean(Kiosks.class).add(Actor.SYSTEM, room, "Maple kiosk");
    addRecipients(recipients);
    List<UUID> residents = people("RECIPIENT");
    addPeople("STAFF", staff);
    addPeople("COURIER", couriers);
    addPrimaryContact(residents);
    people("STAFF").forEach(this::addInvitation);
    addKeys(residents, past);
    addPast(kiosk, past);
    addMisses(kiosk, past / 10);
    sendOneTimePins(room, residents.subList(0, Math.min(200, residents.size() / 2)));
    // What PostgreSQL does by itself within minutes.
    sql.sql("vacuum analyze").update();
  }

  private void addRecipients(int count) {
    List<NewRecipient> rows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      rows.add(recipient(n));
      if (rows.size() == ROWS_AT_ONCE || n == count - 1) {
        var added = bean(Recipients.class).add(Actor.SYSTEM, property, rows);
        if (!added.errors().isEmpty()) throw new IllegalStateException(added.errors().toString());
        rows = new ArrayList<>();
      }
    }
  }

  private NewRecipient recipient(int n) {
    String last = n == 1 ? RARE : any(LAST) + (n % 3 == 0 ? "" : "-" + any(LAST));
    return new NewRecipient(
        "R" + n,
        any(FIRST),
        last,
        "ABCD".charAt(n % 4) + " " + n / 4,
        n % 20 == 0 ? "" : "r" + n + "@mail.example",
        n % 10 == 0 ? "" : "718 4%02d %04d".formatted(n / 10_000 % 100, n % 10_000),
        "",
        "",
        "en",
        false,
        n % 100 == 99,
        true,
        true);
  }

  private String any(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  /** Staff members and couriers; nobody signs in as one of these. */
  private void addPeople(String kind, int count) {
    for (int n = 0; n < count; n++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      String first = any(FIRST);
      String last = any(LAST);
      sql.sql(
              """
              insert into person (id, kind, organization_id, first_name, last_name, language, sort_name, created_at)
              values (:id, :kind, :organization, :first, :last, 'en', lower(:last || ' ' || :first), now())
              """)
          .param("id", id)
          .param("kind", kind)
          .param("organization", property.organizationId())
          .param("first", first)
          .param("last", last)
          .update();
      sql.sql("insert into assignment values (?, ?)").params(id, property.id()).update();
      sql.sql(
              """
              insert into person_word (scope_id, word, person_id)
              select ?, lower(word), ? from unnest(array[?, ?]) word
              """)
          .params(property.organizationId(), id, first, last)
          .update();
      if (kind.equals("COURIER")) {
        sql.sql("insert into courier values (?, 'Parcel Post', null)").param(id).update();
      } else {
        sql.sql("insert into staff_account values (?, ?, 'STAFF', '', now())")
            .params(id, "s" + id + "@river.example")
            .update();
      }
    }
  }

  private void addPrimaryContact(List<UUID> residents) {
    sql.sql(
            """
            insert into primary_contact (id, property_id, person_id, contact_id, first_day, consent_by,
              consent_on, added_at)
            values (gen_random_uuid(), ?, ?, ?, current_date, 'Ana', current_date, now())
            """)
        .params(property.id(), residents.get(0), residents.get(1))
        .update();
  }

  private void addInvitation(UUID by) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    sql.sql(
            """
            insert into invitation (id, property_id, email, role, token_hash, invited_by, invited_at, expires_at)
            values (:id, :property, :id || '@river.example', 'STAFF', uuid_send(:id), :by, now(),
              now() + interval '7 days')
            """)
        .param("id", id)
        .param("property", property.id())
        .param("by", by)
        .update();
    sql.sql("insert into invitation_property values (?, ?)").params(id, property.id()).update();
  }

  private void addKeys(List<UUID> residents, int past) {
    ManyKeys keys = new ManyKeys(program);
    // The few are the oldest, so that a list of the newest has to pass everybody to find them.
    for (Form form : Form.values()) keys.live(property.id(), form, people("STAFF"));
    keys.live(property.id(), Form.PIN, people("COURIER"));
    keys.ended(property.id(), Form.PIN, residents.subList(0, Math.min(past, residents.size())));
    keys.live(property.id(), Form.PIN, residents);
  }

  /** Entries by lasting PINs over the last months, with what was written down and sent then. */
  private void addPast(Kiosk kiosk, int past) {
    sql.sql(
            """
            insert into entry (attempt_id, at, kiosk_id, room_id, property_id, key_id, grant_id, person_id,
              refusal, deadline, opening, concluded_at)
            select gen_random_uuid(), now() - n * interval '10 minutes', :kiosk, :room, :property, key.id,
              grant_id, person_id, case when n % 10 = 0 then 'KEY_DEACTIVATED' end, now(),
              case when n % 10 <> 0 then 'OPENED' end, case when n % 10 <> 0 then now() end
            from (select access_key.id, grant_id, person_id, row_number() over (order by access_key.id) n
                from access_key join access_grant on access_grant.id = grant_id
                where access_key.property_id = :property limit :past) key
            """)
        .param("kiosk", kiosk.id())
        .param("room", kiosk.room().id())
        .param("property", property.id())
        .param("past", past)
        .update();
    sql.sql(
            """
            insert into audit_event (at, property_id, actor_kind, actor_id, actor_name, act,
              subject_kind, subject_id, subject_name, details)
            select at, :property, 'KIOSK', :kiosk, :name, 'entry.granted', 'recipient', person_id, 'Ana',
              jsonb_build_object('kiosk', :name)
            from entry where property_id = :property order by at
            """)
        .param("property", property.id())
        .param("kiosk", kiosk.id())
        .param("name", kiosk.name())
        .update();
    sql.sql(
            """
            insert into notification (id, property_id, person_id, about, kind, via, destination, language, state,
              attempts, not_after, queued_at, changed_at)
            select gen_random_uuid(), :property, person_id, grant_id, 'ACCESS_KEY', 'EMAIL', 'ana@mail.example', 'en',
              case when refusal is null then 'DELIVERED' else 'FAILED' end, 1, at, at, at
            from entry where property_id = :property
            """)
        .param("property", property.id())
        .update();
  }

  /** Unknown PINs, one an hour: the guard adds up a year of them. */
  private void addMisses(Kiosk kiosk, int count) {
    sql.sql(
            """
            insert into entry (attempt_id, at, kiosk_id, room_id, property_id, lane, chance, refusal, deadline)
            select gen_random_uuid(), now() - n * interval '1 hour', :kiosk, :room, :property, 'PIN', 1e-9,
              'UNKNOWN_KEY', now()
            from generate_series(1, :count) n
            """)
        .param("kiosk", kiosk.id())
        .param("room", kiosk.room().id())
        .param("property", property.id())
        .param("count", count)
        .update();
  }

  private void sendOneTimePins(Room room, List<UUID> residents) {
    for (UUID resident : residents) {
      var request =
          new OneTimePinRequest(
              room.id(),
              Set.of(Via.EMAIL),
              bean(Clock.class).instant().plus(Duration.ofHours(24)),
              "");
      bean(OneTimePins.class).send(Actor.SYSTEM, property, resident, request);
    }
  }

  private List<UUID> people(String kind) {
    return sql.sql(
            """
            select id from person left join assignment on person_id = id
            where kind = :kind and coalesce(person.property_id, assignment.property_id) = :property
            order by id
            """)
        .param("kind", kind)
        .param("property", property.id())
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }

  private <T> T bean(Class<T> type) {
    return program.getBean(type);
  }
}
