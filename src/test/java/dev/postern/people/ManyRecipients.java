package dev.postern.people;

import dev.postern.database.Times;
import dev.postern.database.Uuid7;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Fills a property with more recipients than any has, under the words that the program itself finds
 * them by. It copies them in while there is no index, which the program cannot do and does not
 * need.
 */
public final class ManyRecipients {
  private static final int AT_ONCE = 20_000;
  private static final String PEOPLE =
      """
      copy person (id, kind, organization_id, property_id, first_name, last_name, unit, email, phone,
        language, low_shelf, opted_out, email_on, sms_on, sort_name, created_at) from stdin
      """;
  private static final String WORDS =
      "copy person_word (scope_id, word, sort_name, person_id) from stdin";

  private final Connection connection;

  /**
   * @param connection of the superuser, who may leave the check of each reference out
   */
  public ManyRecipients(Connection connection) {
    this.connection = connection;
  }

  /** Adds so many, of whom the same number are always the same people. */
  public void add(UUID property, int count) throws Exception {
    UUID organization =
        UUID.fromString(
            all("select organization_id from property where id = '" + property + "'").getFirst());
    execute("set session_replication_role = replica");
    execute("set maintenance_work_mem = '512MB'");
    List<String> again = dropIndexes();
    NewNeighbours neighbours = new NewNeighbours(property);
    Instant now = Instant.now();
    for (int from = 0; from < count; from += AT_ONCE) {
      List<Recipient> some =
          Stream.generate(() -> neighbours.next(Uuid7.at(now)))
              .limit(Math.min(AT_ONCE, count - from))
              .toList();
      copy(PEOPLE, some.stream().map(one -> person(one, organization, now)));
      copy(WORDS, some.stream().flatMap(ManyRecipients::words));
    }
    for (String each : again) execute(each);
    // What PostgreSQL does by itself within minutes.
    execute("vacuum analyze person");
    execute("vacuum analyze person_word");
  }

  /** How each is made again. */
  private List<String> dropIndexes() throws SQLException {
    List<String> again = new ArrayList<>();
    String words = "'person_word'::regclass";
    for (String key :
        all("select conname from pg_constraint where contype = 'p' and conrelid = " + words)) {
      String definition =
          all("select pg_get_constraintdef(oid) from pg_constraint where conname = '" + key + "'")
              .getFirst();
      execute("alter table person_word drop constraint " + key);
      again.add("alter table person_word add constraint " + key + " " + definition);
    }
    for (String definition :
        all(
            """
            select pg_get_indexdef(indexrelid) from pg_index
            where indrelid in ('person'::regclass, 'person_word'::regclass)
              and not exists (select from pg_constraint where conindid = indexrelid)
            """)) {
      String name = definition.replaceFirst("(?s)CREATE (?:UNIQUE )?INDEX (\\S+) ON .*", "$1");
      execute("drop index " + name);
      again.add(definition);
    }
    return again;
  }

  private static String person(Recipient one, UUID organization, Instant now) {
    return line(
        one.id(),
        "RECIPIENT",
        organization,
        one.propertyId(),
        one.firstName(),
        one.lastName(),
        one.unit(),
        one.email(),
        one.phone(),
        one.language(),
        one.lowShelf(),
        one.optedOut(),
        one.emailOn(),
        one.smsOn(),
        RecipientCheck.sortName(one),
        Times.sql(now));
  }

  private static Stream<String> words(Recipient one) {
    return RecipientCheck.words(one).stream()
        .map(word -> line(one.propertyId(), word, RecipientCheck.sortName(one), one.id()));
  }

  private static String line(@Nullable Object... fields) {
    return Stream.of(fields)
        .map(field -> field == null ? "\\N" : Objects.toString(field))
        .collect(Collectors.joining("\t", "", "\n"));
  }

  private void copy(String into, Stream<String> lines) throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(into);
    for (String line : (Iterable<String>) lines::iterator) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(bytes, 0, bytes.length);
    }
    copy.endCopy();
  }

  private List<String> all(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) all.add(rows.getString(1));
      return all;
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
