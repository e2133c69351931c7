package dev.postern.place;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of organization, property and room. */
@Repository
class PlaceTable {
  private final JdbcClient sql;

  PlaceTable(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Organization> organization() {
    return sql.sql("select id, name, rehearsal from organization")
        .query(PlaceTable::theOrganization)
        .optional();
  }

  /** The one unique row decides between two who found at the same moment. */
  void add(Organization organization, Instant now) {
    int added =
        sql.sql(
                """
                insert into organization (id, name, rehearsal, created_at)
                values (:id, :name, :rehearsal, :now) on conflict do nothing
                """)
            .param("id", organization.id())
            .param("name", organization.name())
            .param("rehearsal", organization.rehearsal())
            .param("now", Times.sql(now))
            .update();
    if (added == 0) throw new IllegalStateException("This site has its organization already.");
  }

  void addProperty(
      UUID id,
      UUID organizationId,
      String name,
      String address,
      ZoneId zone,
      String country,
      String language,
      Instant now) {
    sql.sql(
            """
            insert into property (id, organization_id, name, address, zone, country, language, created_at)
            values (:id, :organization, :name, :address, :zone, :country, :language, :now)
            """)
        .param("id", id)
        .param("organization", organizationId)
        .param("name", name)
        .param("address", address)
        .param("zone", zone.getId())
        .param("country", country)
        .param("language", language)
        .param("now", Times.sql(now))
        .update();
  }

  void add(Room room) {
    sql.sql("insert into room (id, property_id, name) values (:id, :property, :name)")
        .param("id", room.id())
        .param("property", room.propertyId())
        .param("name", room.name())
        .update();
  }

  /** The organization, held until the transaction ends. */
  Organization lockOrganization() {
    return sql.sql("select id, name, rehearsal from organization for no key update")
        .query(PlaceTable::theOrganization)
        .single();
  }

  /** Whether there is a property of this name, however it is written. */
  boolean hasProperty(String name) {
    return sql.sql("select exists (select from property where lower(name) = lower(:name))")
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  /** Whether the property has another room of this name, however it is written. */
  boolean hasAnother(Room room) {
    return sql.sql(
            """
            select exists (select from room
              where property_id = :property and id <> :id and lower(name) = lower(:name))
            """)
        .param("property", room.propertyId())
        .param("id", room.id())
        .param("name", room.name())
        .query(Boolean.class)
        .single();
  }

  void rename(Room room) {
    sql.sql("update room set name = :name where id = :id")
        .param("name", room.name())
        .param("id", room.id())
        .update();
  }

  /** Holds the property's row until the transaction ends. */
  void lockProperty(UUID id) {
    sql.sql("select id from property where id = :id for no key update")
        .param("id", id)
        .query(UUID.class)
        .single();
  }

  /** One statement, so that of two who saw the same settings one changes them. */
  boolean change(UUID id, PropertySettings before, PropertySettings after) {
    return sql.sql(
                """
                update property set name = :name, address = :address, zone = :zone,
                  country = :country, language = :language, one_time_pin_minutes = :life,
                  one_time_pin_max_minutes = :longest, reason_required = :reason,
                  email_on = :email, sms_on = :sms, strictness = :strictness,
                  pin_length = :pinLength, request_pin_on = :request,
                  request_pin_minutes = :requestLife, second_factor_required = :factor
                where id = :id
                  and (name, address, zone, country, language) =
                    (:oldName, :oldAddress, :oldZone, :oldCountry, :oldLanguage)
                  and (one_time_pin_minutes, one_time_pin_max_minutes) = (:oldLife, :oldLongest)
                  and (reason_required, email_on, sms_on, second_factor_required) =
                    (:oldReason, :oldEmail, :oldSms, :oldFactor)
                  and (strictness, request_pin_on, request_pin_minutes) =
                    (:oldStrictness, :oldRequest, :oldRequestLife)
                  and pin_length is not distinct from cast(:oldPinLength as smallint)
                """)
            .param("id", id)
            .param("name", after.name())
            .param("address", after.address())
            .param("zone", after.zone().getId())
            .param("country", after.country())
            .param("language", after.language())
            .param("life", after.oneTimePinLife().toMinutes())
            .param("longest", after.oneTimePinLongest().toMinutes())
            .param("reason", after.reasonRequired())
            .param("email", after.emailOn())
            .param("sms", after.smsOn())
            .param("strictness", after.strictness().name())
            .param("pinLength", after.pinLength(), Types.SMALLINT)
            .param("request", after.requestPinOn())
            .param("requestLife", after.requestPinLife().toMinutes())
            .param("factor", after.secondFactorRequired())
            .param("oldName", before.name())
            .param("oldAddress", before.address())
            .param("oldZone", before.zone().getId())
            .param("oldCountry", before.country())
            .param("oldLanguage", before.language())
            .param("oldLife", before.oneTimePinLife().toMinutes())
            .param("oldLongest", before.oneTimePinLongest().toMinutes())
            .param("oldReason", before.reasonRequired())
            .param("oldEmail", before.emailOn())
            .param("oldSms", before.smsOn())
            .param("oldStrictness", before.strictness().name())
            .param("oldPinLength", before.pinLength(), Types.SMALLINT)
            .param("oldRequest", before.requestPinOn())
            .param("oldRequestLife", before.requestPinLife().toMinutes())
            .param("oldFactor", before.secondFactorRequired())
            .update()
        == 1;
  }

  Optional<Property> property(UUID id) {
    return sql.sql("select * from property where id = :id")
        .param("id", id)
        .query(PlaceTable::property)
        .optional();
  }

  List<Property> properties() {
    return sql.sql("select * from property order by name, id").query(PlaceTable::property).list();
  }

  List<Room> rooms(UUID propertyId) {
    return sql.sql(
            "select id, property_id, name from room where property_id = :property order by name, id")
        .param("property", propertyId)
        .query(PlaceTable::room)
        .list();
  }

  Optional<Room> room(UUID id) {
    return sql.sql("select id, property_id, name from room where id = :id")
        .param("id", id)
        .query(PlaceTable::room)
        .optional();
  }

  private static Organization theOrganization(ResultSet row, int number) throws SQLException {
    return new Organization(
        row.getObject("id", UUID.class), row.getString("name"), row.getBoolean("rehearsal"));
  }

  private static Property property(ResultSet row, int number) throws SQLException {
    return new Property(
        row.getObject("id", UUID.class),
        row.getObject("organization_id", UUID.class),
        row.getString("name"),
        row.getString("address"),
        ZoneId.of(row.getString("zone")),
        row.getString("country"),
        row.getString("language"),
        Duration.ofMinutes(row.getInt("one_time_pin_minutes")),
        Duration.ofMinutes(row.getInt("one_time_pin_max_minutes")),
        row.getBoolean("reason_required"),
        row.getBoolean("email_on"),
        row.getBoolean("sms_on"),
        Strictness.valueOf(row.getString("strictness")),
        row.getObject("pin_length", Integer.class),
        row.getBoolean("request_pin_on"),
        Duration.ofMinutes(row.getInt("request_pin_minutes")),
        row.getBoolean("second_factor_required"));
  }

  private static Room room(ResultSet row, int number) throws SQLException {
    return new Room(
        row.getObject("id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getString("name"));
  }
}
