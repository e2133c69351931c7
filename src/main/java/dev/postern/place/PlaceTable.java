package dev.postern.place;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        .query((row, n) ->
            new Organization(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("rehearsal")))
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
        row.getBoolean("second_factor_required"));
  }

  private static Room room(ResultSet row, int number) throws SQLException {
    return new Room(
        row.getObject("id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getString("name"));
  }
}
