package dev.postern.portal;

import dev.postern.access.Form;
import dev.postern.access.OneTimePinRequest;
import dev.postern.access.OneTimePins;
import dev.postern.access.SendAnswer;
import dev.postern.access.StandingKeys;
import dev.postern.audit.Actor;
import dev.postern.database.Times;
import dev.postern.notification.Via;
import dev.postern.people.CourierData;
import dev.postern.people.Couriers;
import dev.postern.people.NewPrimaryContact;
import dev.postern.people.NewStaffMember;
import dev.postern.people.PrimaryContacts;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.people.Staff;
import dev.postern.people.StaffMember;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import dev.postern.support.HandClock;
import dev.postern.vault.Secret;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * Real things of one property, made anew at each call, by the word that names them in an address:
 * {@code recipients} is a recipient's id. All bear the same surname.
 */
final class Things {
  private final ApplicationContext program;
  private final Property property;
  private final String surname;
  private final Map<String, Supplier<UUID>> makers = new LinkedHashMap<>();

  Things(ApplicationContext program, Property property, String surname) {
    this.program = program;
    this.property = property;
    this.surname = surname;
    makers.put("property", property::id);
    makers.put("rooms", () -> room().id());
    makers.put(
        "kiosks", () -> bean(Kiosks.class).add(Actor.SYSTEM, room(), surname + " kiosk").id());
    makers.put("doors", this::door);
    makers.put("tasks", this::task);
    makers.put("recipients", () -> recipient().id());
    makers.put("one-time-pins", this::oneTimePin);
    makers.put("invitations", this::invitation);
    makers.put("passkeys", this::passkey);
    makers.put("sessions", this::session);
    makers.put("couriers", this::courier);
    makers.put("staff", this::staffMember);
    makers.put("people", () -> recipient().id());
    makers.put("access-keys", this::lastingPin);
    makers.put("primary-contacts", this::primaryContact);
  }

  boolean has(String noun) {
    return makers.containsKey(noun);
  }

  /** A new one of these; where the portal has no such thing the test says how to add it. */
  String id(String noun) {
    Supplier<UUID> maker = makers.get(noun);
    if (maker == null) {
      throw new AssertionError(
          "Things knows no %s: teach it to make one, so that RoutesTest can show it to strangers"
              .formatted(noun));
    }
    return maker.get().toString();
  }

  /** One of each. */
  void makeAll() {
    makers.keySet().forEach(this::id);
  }

  private Room room() {
    return bean(Places.class)
        .addRoom(Actor.SYSTEM, property.id(), surname + " Room " + UUID.randomUUID());
  }

  private Recipient recipient() {
    return new Residents(bean(Recipients.class), property)
        .add(
            "R" + UUID.randomUUID(),
            surname,
            surname + " 1",
            surname + "@example.com",
            "+1 718 555 0150",
            false);
  }

  /** As an operator would have typed it who allowed its address before. */
  private UUID door() {
    UUID id = UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            insert into door (id, room_id, name, driver, settings, created_at)
            values (?, ?, ?, 'shelly', '{"host": "192.0.2.10", "relay": "0"}', now())
            """)
        .params(id, room().id(), surname + " door")
        .update();
    bean(JdbcClient.class).sql("insert into door_state (door_id) values (?)").param(id).update();
    return id;
  }

  private UUID task() {
    UUID id = UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            insert into staff_task (id, property_id, room_id, kind, created_at)
            values (?, ?, ?, 'DOOR_FORCED', now())
            """)
        .params(id, property.id(), room().id())
        .update();
    return id;
  }

  private UUID primaryContact() {
    UUID person = recipient().id();
    LocalDate today = LocalDate.ofInstant(bean(HandClock.class).instant(), property.zone());
    var given = new NewPrimaryContact(recipient().id(), today, null, surname, today, "");
    bean(PrimaryContacts.class).add(Actor.SYSTEM, property, person, given);
    return bean(PrimaryContacts.class).ofPerson(person).getFirst().id();
  }

  private UUID staffMember() {
    var given =
        new NewStaffMember(
            "R",
            surname,
            UUID.randomUUID() + "@" + surname + ".example",
            Role.STAFF,
            Set.of(property.id()));
    return bean(Staff.class)
        .add(Actor.SYSTEM, new Site(program).organization(), given, new Secret(Site.PASSWORD))
        .id();
  }

  private UUID oneTimePin() {
    Room room = room();
    var request =
        new OneTimePinRequest(
            UUID.randomUUID(),
            room.id(),
            Set.of(Via.EMAIL),
            bean(HandClock.class).instant().plus(Duration.ofDays(1)),
            "");
    var answer = bean(OneTimePins.class).send(Actor.SYSTEM, property, recipient().id(), request);
    if (answer instanceof SendAnswer.Sent(UUID id)) return id;
    throw new AssertionError(answer);
  }

  /** Written by hand: a site without an e-mail server sends none. */
  private UUID invitation() {
    UUID id = UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            with invited as (
              insert into invitation (id, property_id, email, role, token_hash, invited_by,
                invited_at, expires_at)
              values (:id, :property, lower(:email), 'STAFF', sha256(:email::bytea), :by, :now,
                :now + interval '7 days')
              returning id, property_id)
            insert into invitation_property select * from invited
            """)
        .param("id", id)
        .param("property", property.id())
        .param("email", surname + "+" + id + "@example.com")
        .param("by", new Site(program).member(Role.MANAGER, property).id())
        .param("now", Times.sql(bean(HandClock.class).instant()))
        .update();
    return id;
  }

  private UUID passkey() {
    return passkeyOf(new Site(program).member(Role.STAFF, property));
  }

  /** One that only stands in the list: nobody can show it. */
  UUID passkeyOf(StaffMember member) {
    UUID id = UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            insert into passkey (id, person_id, name, credential_id, public_key, backup_eligible,
              sign_count, created_at)
            values (:id, :person, :name, uuid_send(:id), '', false, 0, now())
            """)
        .param("id", id)
        .param("person", member.id())
        .param("name", surname + " key")
        .update();
    return id;
  }

  private UUID session() {
    Site site = new Site(program);
    StaffMember member = site.member(Role.STAFF, property);
    site.visitor().signIn(member.email(), Site.PASSWORD);
    Map<String, ? extends Session> sessions =
        bean(JdbcIndexedSessionRepository.class).findByPrincipalName(member.id().toString());
    Session session = sessions.values().iterator().next();
    return UUID.fromString(session.getRequiredAttribute("ref"));
  }

  private UUID courier() {
    UUID id = UUID.randomUUID();
    Set<UUID> here = Set.of(property.id());
    var data =
        new CourierData("C", surname, surname + " Post", "", "", "en", null, List.of(), here);
    bean(Couriers.class).add(Actor.SYSTEM, property, id, data, here);
    return id;
  }

  /** A recipient's, which every role may handle. */
  private UUID lastingPin() {
    var answer = bean(StandingKeys.class).issue(Actor.SYSTEM, property, recipient().id(), Form.PIN);
    if (answer instanceof StandingKeys.IssueAnswer.Issued issued) return issued.id();
    throw new AssertionError(answer);
  }

  private <T> T bean(Class<T> type) {
    return program.getBean(type);
  }
}
