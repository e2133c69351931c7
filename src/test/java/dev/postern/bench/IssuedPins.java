package dev.postern.bench;

import dev.postern.access.DrawnPins;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Open one-time PINs, hashed and sealed as the program does it, each with its QR code: written
 * before a measurement, and taken away with all that came of them after it, so that every
 * measurement begins with the same tables.
 */
final class IssuedPins {
  private static final int ROWS_AT_ONCE = 1_000;

  private final List<IssuedPin> pins = new ArrayList<>();

  /** What the kiosk's screen would know, and the rows of it. */
  record IssuedPin(
      Houses.House house, UUID recipient, UUID grant, String digits, Row pin, Row qr) {}

  /** A row of access_key. */
  static final class Row {
    private final UUID id = UUID.randomUUID();
    private final byte[] hash;
    private final byte[] sealed;

    Row(Vault vault, UUID property, String form, Secret value) {
      hash = vault.index(property, form, value);
      sealed = vault.seal(value, "access_key:" + id);
    }
  }

  /** What a database says of the PINs that were used. */
  record Written(long redeemed, long opened, long audited) {}

  /** One for each recipient; the houses take turns. */
  IssuedPins(Vault vault, List<Houses.House> houses) {
    for (int n = 0; n < Houses.RECIPIENTS_EACH; n++) {
      for (Houses.House house : houses) pins.add(draw(vault, house, house.recipients().get(n)));
    }
  }

  private static IssuedPin draw(Vault vault, Houses.House house, UUID recipient) {
    Secret digits = DrawnPins.draw(Property.LONGEST_PIN - 1);
    Secret qr = new Secret(UUID.randomUUID().toString());
    return new IssuedPin(
        house,
        recipient,
        UUID.randomUUID(),
        digits.reveal(),
        new Row(vault, house.property(), "PIN", digits),
        new Row(vault, house.property(), "QR", qr));
  }

  int most() {
    return pins.size();
  }

  /** The first so many, neighbours in the list being of different houses. */
  List<IssuedPin> first(int count) {
    return pins.subList(0, count);
  }

  void write(Connection database, int count) throws SQLException {
    try (PreparedStatement grants =
            database.prepareStatement(
                """
                insert into access_grant (id, property_id, room_id, person_id, purpose, single_entry, valid_from,
                  expires_at, reason, issued_at)
                values (?, ?, ?, ?, 'ONE_TIME', true, now(), now() + interval '1 day', 'bench', now())
                """);
        PreparedStatement keys =
            database.prepareStatement(
                """
                insert into access_key (id, value_id, grant_id, property_id, form, random_digits, index_hash, sealed,
                  created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, now())
                """)) {
      for (int n = 0; n < count; n++) {
        IssuedPin pin = pins.get(n);
        set(grants, pin.grant(), pin.house().property(), pin.house().room(), pin.recipient());
        add(keys, pin, pin.pin(), "PIN", 12);
        add(keys, pin, pin.qr(), "QR", null);
        if (n % ROWS_AT_ONCE == ROWS_AT_ONCE - 1 || n == count - 1) {
          grants.executeBatch();
          keys.executeBatch();
        }
      }
    }
  }

  /** Counts what became of them, before they are taken away. */
  Written written(Connection database) throws SQLException {
    String of = " from access_grant g join entry on entry.grant_id = g.id where g.reason = 'bench'";
    return new Written(
        count(
            database,
            "select count(*) from access_grant where reason = 'bench' and redeemed_at is not null"),
        count(database, "select count(*)" + of + " and opening = 'OPENED'"),
        count(
            database,
            "select count(*) from audit_event where act = 'entry.granted' and at > now() - interval '1 day'"));
  }

  /**
   * @param superuser may delete without a look at every table that could refer to a row
   */
  void takeAway(Connection superuser) throws SQLException {
    try (Statement sql = superuser.createStatement()) {
      sql.execute("set session_replication_role = replica");
      String its = " using access_grant g where g.reason = 'bench' and grant_id = g.id";
      sql.execute("delete from entry" + its);
      sql.execute("delete from access_key" + its);
      sql.execute("delete from access_grant where reason = 'bench'");
      sql.execute("delete from audit_event where at > now() - interval '1 day'");
      sql.execute("vacuum analyze access_grant, access_key, entry, audit_event");
      sql.execute("checkpoint");
    }
  }

  private static void add(
      PreparedStatement keys, IssuedPin pin, Row row, String form, @Nullable Integer randomDigits)
      throws SQLException {
    set(
        keys,
        row.id,
        row.id,
        pin.grant(),
        pin.house().property(),
        form,
        randomDigits,
        row.hash,
        row.sealed);
  }

  private static void set(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int n = 0; n < values.length; n++) statement.setObject(n + 1, values[n]);
    statement.addBatch();
  }

  private static long count(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
