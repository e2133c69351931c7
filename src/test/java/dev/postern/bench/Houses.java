package dev.postern.bench;

import dev.postern.audit.Actor;
import dev.postern.door.Doors;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Organization;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import dev.postern.support.QuietProgram;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An operator's houses: in each a room with a simulated door, a paired kiosk, and recipients. A
 * benchmark's connection is a kiosk, so there are as many houses as it has connections at most.
 */
final class Houses {
  static final int COUNT = 64;

  /** Each can hold one open one-time PIN of the room. */
  static final int RECIPIENTS_EACH = 320;

  private final QuietProgram program;
  private final JdbcClient sql;

  /** One of them, the cookie of its kiosk, and who lives there. */
  record House(UUID property, UUID room, String cookie, List<UUID> recipients) {}

  Houses(QuietProgram program) {
    this.program = program;
    sql = program.bean(JdbcClient.class);
  }

  List<House> add() {
    Places places = program.bean(Places.class);
    Organization organization = places.organization().orElseThrow();
    List<House> houses = new ArrayList<>();
    for (int n = 0; n < COUNT; n++) houses.add(add(places, organization, "House " + n));
    return houses;
  }

  private House add(Places places, Organization organization, String name) {
    Property property =
        places.addProperty(
            Actor.SYSTEM, organization, name, name, ZoneId.of("America/New_York"), "US", "en");
    // Of short PINs a room's budget would have room for few to be looked up at the same moment.
    sql.sql("update property set pin_length = ? where id = ?")
        .params(Property.LONGEST_PIN, property.id())
        .update();
    Room room = places.addRoom(Actor.SYSTEM, property.id(), "Room of " + name);
    program.bean(Doors.class).addSimulated(room.id(), "Door of " + name);
    Kiosks kiosks = program.bean(Kiosks.class);
    Kiosk kiosk = kiosks.add(Actor.SYSTEM, room, "Kiosk of " + name);
    String credential = kiosks.pair(kiosks.invite(Actor.SYSTEM, kiosk.id())).orElseThrow().reveal();
    return new House(
        property.id(), room.id(), "__Host-postern-kiosk=" + credential, recipients(property));
  }

  private List<UUID> recipients(Property property) {
    return sql.sql(
            """
            insert into person (id, kind, organization_id, property_id, first_name, last_name, unit,
              language, sort_name, email, created_at)
            select uuidv7(), 'RECIPIENT', :organization, :property, 'Ana', 'Rivera ' || n, n::text,
              'en', 'rivera ' || n || ' ana', 'ana' || n || '@mail.example', now()
            from generate_series(1, :count) n returning id
            """)
        .param("organization", property.organizationId())
        .param("property", property.id())
        .param("count", RECIPIENTS_EACH)
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }
}
