package dev.postern.people;

import dev.postern.audit.Actor;
import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of who may pick up for whom. */
@Repository
class PrimaryContactTable {
  private static final String CONTACT =
      """
      select primary_contact.*,
        trim(person.first_name || ' ' || person.last_name) as person_name, person.unit as person_unit,
        trim(contact.first_name || ' ' || contact.last_name) as contact_name,
        contact.unit as contact_unit
      from primary_contact
        join person on person.id = primary_contact.person_id
        join person contact on contact.id = primary_contact.contact_id
      """;

  private final JdbcClient sql;

  PrimaryContactTable(JdbcClient sql) {
    this.sql = sql;
  }

  /** False if they may pick up on some of these days already; the caller holds the person. */
  boolean add(
      UUID id, UUID propertyId, UUID personId, NewPrimaryContact given, Actor actor, Instant now) {
    return sql.sql(
                """
                insert into primary_contact (id, property_id, person_id, contact_id, first_day,
                  last_day, consent_by, consent_on, consent_note, added_by, added_at)
                select :id, :property, :person, :contact, :first, :last::date, :consentBy, :consentOn,
                  :note, :by, :now
                where not exists (select from primary_contact
                  where person_id = :person and contact_id = :contact and ended_at is null
                    and daterange(first_day, last_day, '[]') && daterange(:first, :last::date, '[]'))
                """)
            .param("id", id)
            .param("property", propertyId)
            .param("person", personId)
            .param("contact", given.contactId())
            .param("first", given.firstDay())
            .param("last", given.lastDay())
            .param("consentBy", given.consentBy().strip())
            .param("consentOn", given.consentOn())
            .param("note", given.consentNote().strip())
            .param("by", actor.id())
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  boolean end(UUID id, Actor actor, Instant now) {
    return sql.sql(
                """
                update primary_contact set ended_at = :now, ended_by = :by
                where id = :id and ended_at is null
                """)
            .param("now", Times.sql(now))
            .param("by", actor.id())
            .param("id", id)
            .update()
        == 1;
  }

  void endAll(UUID personId, Actor actor, Instant now) {
    sql.sql(
            """
            update primary_contact set ended_at = :now, ended_by = :by
            where (person_id = :person or contact_id = :person) and ended_at is null
            """)
        .param("now", Times.sql(now))
        .param("by", actor.id())
        .param("person", personId)
        .update();
  }

  Optional<PrimaryContact> find(UUID id) {
    return sql.sql(CONTACT + " where primary_contact.id = :id")
        .param("id", id)
        .query(PrimaryContactTable::contact)
        .optional();
  }

  /** Those in which the person is the one or the other, the newest first. */
  List<PrimaryContact> ofPerson(UUID personId) {
    return sql.sql(
            CONTACT
                + """
                 where primary_contact.person_id = :person or primary_contact.contact_id = :person
                order by primary_contact.added_at desc, primary_contact.id desc
                """)
        .param("person", personId)
        .query(PrimaryContactTable::contact)
        .list();
  }

  private static PrimaryContact contact(ResultSet row, int number) throws SQLException {
    return new PrimaryContact(
        row.getObject("id", UUID.class),
        row.getObject("property_id", UUID.class),
        party(row, "person"),
        party(row, "contact"),
        row.getObject("first_day", LocalDate.class),
        row.getObject("last_day", LocalDate.class),
        row.getString("consent_by"),
        row.getObject("consent_on", LocalDate.class),
        row.getString("consent_note"),
        Times.instantOrNull(row, "ended_at"));
  }

  private static PrimaryContact.Party party(ResultSet row, String who) throws SQLException {
    return new PrimaryContact.Party(
        row.getObject(who + "_id", UUID.class),
        row.getString(who + "_name"),
        row.getString(who + "_unit"));
  }
}
