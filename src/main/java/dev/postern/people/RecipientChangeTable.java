package dev.postern.people;

import dev.postern.audit.Actor;
import dev.postern.database.Times;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what is changed about one recipient, and of those who may be the same person. */
@Repository
class RecipientChangeTable {
  private final JdbcClient sql;

  RecipientChangeTable(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Writes the fields of a recipient that the caller has locked; an alternate address that stays
   * the same stays confirmed.
   */
  void change(Recipient after, Actor actor, Instant now) {
    sql.sql(
            """
            update person set first_name = :firstName, last_name = :lastName, unit = :unit,
              email = :email, phone = :phone, preferred_email = :preferredEmail,
              preferred_phone = :preferredPhone, alternate_email = :alternateEmail,
              alternate_email_confirmed_at =
                case when alternate_email = :alternateEmail then alternate_email_confirmed_at end,
              language = :language, low_shelf = :lowShelf, opted_out = :optedOut,
              email_on = :emailOn, sms_on = :smsOn, sort_name = :sortName,
              version = version + 1, changed_at = :now, changed_by = :by
            where id = :id and kind = 'RECIPIENT'
            """)
        .param("firstName", after.firstName())
        .param("lastName", after.lastName())
        .param("unit", after.unit())
        .param("email", after.email())
        .param("phone", after.phone())
        .param("preferredEmail", after.preferredEmail())
        .param("preferredPhone", after.preferredPhone())
        .param("alternateEmail", after.alternateEmail())
        .param("language", after.language())
        .param("lowShelf", after.lowShelf())
        .param("optedOut", after.optedOut())
        .param("emailOn", after.emailOn())
        .param("smsOn", after.smsOn())
        .param("sortName", RecipientCheck.sortName(after))
        .param("now", Times.sql(now))
        .param("by", actor.id())
        .param("id", after.id())
        .update();
  }

  boolean deactivate(UUID propertyId, UUID id, Actor actor, Instant now) {
    return sql.sql(
                """
                update person set deactivated_at = :now, deactivated_by = :by,
                  version = version + 1, changed_at = :now, changed_by = :by
                where id = :id and property_id = :property and kind = 'RECIPIENT'
                  and deactivated_at is null
                """)
            .param("now", Times.sql(now))
            .param("by", actor.id())
            .param("id", id)
            .param("property", propertyId)
            .update()
        == 1;
  }

  boolean activate(UUID propertyId, UUID id, Actor actor, Instant now) {
    return sql.sql(
                """
                update person set deactivated_at = null, deactivated_by = null,
                  version = version + 1, changed_at = :now, changed_by = :by
                where id = :id and property_id = :property and kind = 'RECIPIENT'
                  and deactivated_at is not null
                """)
            .param("now", Times.sql(now))
            .param("by", actor.id())
            .param("id", id)
            .param("property", propertyId)
            .update()
        == 1;
  }

  RecipientAnswer.LastChange lastChange(UUID id) {
    return sql.sql(
            """
            select coalesce(person.changed_at, person.created_at) as at,
              coalesce(trim(changer.first_name || ' ' || changer.last_name), '') as by
            from person left join person changer on changer.id = person.changed_by
            where person.id = :id
            """)
        .param("id", id)
        .query((row, n) ->
            new RecipientAnswer.LastChange(row.getString("by"), Times.instant(row, "at")))
        .single();
  }

  /** Those of the same name in the same unit, and those with one of the same addresses. */
  List<Recipient> alike(Recipient one, int limit) {
    Set<String> words = RecipientCheck.wholeAddresses(one);
    return sql.sql(
            """
            select * from person where id in (
              select id from person
                where property_id = :property and kind = 'RECIPIENT' and sort_name = :name
                  and lower(unit) = lower(:unit)
              union select person_id from person_word
                where scope_id = :property and word in (:words))
            order by sort_name, id limit :limit
            """)
        .param("property", one.propertyId())
        .param("name", RecipientCheck.sortName(one))
        .param("unit", one.unit())
        .param("words", words.isEmpty() ? List.of("") : words) // nobody is found by nothing
        .param("limit", limit)
        .query(RecipientTable::recipient)
        .list();
  }
}
