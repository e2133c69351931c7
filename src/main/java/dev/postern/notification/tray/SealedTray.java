package dev.postern.notification.tray;

import static dev.postern.database.Times.instant;
import static dev.postern.database.Times.sql;

import dev.postern.database.Uuid7;
import dev.postern.notification.Destination;
import dev.postern.notification.Tray;
import dev.postern.notification.TrayItem;
import dev.postern.notification.Via;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The tray in the database, sealed: a dump of a rehearsal holds no PIN either. */
@Component
@ConditionalOnProperty(name = "postern.rehearsal", havingValue = "true")
class SealedTray implements Tray {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;

  SealedTray(JdbcClient jdbc, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
  }

  /** What of an item is sealed. */
  record Content(String fromName, String subject, String text, @Nullable String html) {
    @Override
    public String toString() {
      return "•••";
    }
  }

  /** Adds an item and lets the oldest go. */
  @Transactional
  void keep(UUID notification, Destination to, Content content) {
    Instant now = clock.instant();
    UUID id = Uuid7.at(now);
    jdbc.sql(
            """
            insert into tray_item (id, notification_id, via, destination, sealed_text, at)
            values (:id, :notification, :via, :destination, :sealed, :at)
            """)
        .param("id", id)
        .param("notification", notification)
        .param("via", to.via().name())
        .param("destination", to.address())
        .param("sealed", vault.seal(new Secret(JSON.writeValueAsString(content)), boundTo(id)))
        .param("at", sql(now))
        .update();
    jdbc.sql(
            "delete from tray_item where id in (select id from tray_item order by arrived desc offset :kept)")
        .param("kept", KEPT)
        .update();
  }

  @Override
  public List<TrayItem> newest(int limit) {
    return jdbc.sql("select * from tray_item order by arrived desc limit :limit")
        .param("limit", Math.min(limit, KEPT))
        .query(this::item)
        .list();
  }

  @Override
  public Optional<TrayItem> find(UUID id) {
    return jdbc.sql("select * from tray_item where id = :id")
        .param("id", id)
        .query(this::item)
        .optional();
  }

  private TrayItem item(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String plain = vault.open(row.getBytes("sealed_text"), boundTo(id)).reveal();
    Content content = JSON.readValue(plain, Content.class);
    return new TrayItem(
        id,
        row.getObject("notification_id", UUID.class),
        new Destination(Via.valueOf(row.getString("via")), row.getString("destination")),
        instant(row, "at"),
        content.fromName,
        content.subject,
        new Secret(content.text),
        content.html == null ? null : new Secret(content.html));
  }

  private static String boundTo(UUID id) {
    return "tray-item:" + id;
  }
}
