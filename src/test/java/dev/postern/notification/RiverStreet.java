package dev.postern.notification;

import dev.postern.database.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A property of one test, where Ana lives and has a one-time PIN for the next 24 hours. */
public record RiverStreet(UUID property, UUID ana, UUID grant) {
  public static RiverStreet open(JdbcClient jdbc, Instant now) {
    var is = new RiverStreet(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    jdbc.sql(
            """
            insert into organization (id, name, rehearsal, created_at)
            values (?, 'River', false, ?) on conflict do nothing
            """)
        .params(UUID.randomUUID(), Times.sql(now))
        .update();
    jdbc.sql(
            """
            insert into property (id, organization_id, name, zone, country, language, created_at)
            select ?, id, 'River Street', 'America/New_York', 'US', 'en', ? from organization
            """)
        .params(is.property, Times.sql(now))
        .update();
    jdbc.sql(
            """
            insert into person (id, kind, organization_id, property_id, last_name, language,
              sort_name, created_at)
            select ?, 'RECIPIENT', organization_id, id, 'Ortiz', 'en', 'ortiz', ?
            from property where id = ?
            """)
        .params(is.ana, Times.sql(now), is.property)
        .update();
    return is;
  }

  public NewNotification toAna(Destination to, @Nullable Destination fallback, Instant now) {
    return new NewNotification(
        property, ana, grant, to, fallback, "en", Ana.text(), now.plus(Duration.ofHours(24)));
  }
}
