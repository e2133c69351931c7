package dev.postern.people;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of recipients and the words they are found by. */
@Repository
class RecipientTable {
  private static final int BATCH = 500;

  private final JdbcClient sql;
  private final JdbcTemplate batches;

  RecipientTable(JdbcClient sql, JdbcTemplate batches) {
    this.sql = sql;
    this.batches = batches;
  }

  record Row(Recipient recipient, Recipients.Cursor cursor) {}

  record NewRow(
      Recipient recipient,
      UUID organizationId,
      @Nullable String externalId,
      String sortName,
      Set<String> words,
      Instant createdAt) {}

  private record Word(UUID propertyId, String word, UUID personId) {}

  Optional<Recipient> find(UUID id) {
    return sql.sql("select * from person where id = :id and kind = 'RECIPIENT'")
        .param("id", id)
        .query(RecipientTable::recipient)
        .optional();
  }

  Optional<Recipient> lock(UUID id) {
    return sql.sql("select * from person where id = :id and kind = 'RECIPIENT' for no key update")
        .param("id", id)
        .query(RecipientTable::recipient)
        .optional();
  }

  /**
   * Each word of the query is a range of a b-tree: from the word itself to the word with the
   * greatest character behind it.
   */
  List<Row> search(
      UUID propertyId,
      List<String> words,
      RecipientFilter filter,
      Recipients.@Nullable Cursor after,
      int limit) {
    StringBuilder text =
        new StringBuilder(
            "select * from person where property_id = :property and kind = 'RECIPIENT' and ");
    text.append(where(filter));
    for (int i = 0; i < words.size(); i++) {
      text.append(
          """
           and id in (select person_id from person_word
             where scope_id = :property and word >= :word%1$d and word < :word%1$d || chr(1114111))
          """
              .formatted(i));
    }
    if (after != null) text.append(" and (sort_name, id) > (:afterName, :afterId)");
    text.append(" order by sort_name, id limit :limit");
    var query = sql.sql(text.toString()).param("property", propertyId).param("limit", limit);
    for (int i = 0; i < words.size(); i++) query = query.param("word" + i, words.get(i));
    if (after != null) {
      query = query.param("afterName", after.sortName()).param("afterId", after.id());
    }
    return query
        .query((row, n) ->
            new Row(
                recipient(row, n),
                new Recipients.Cursor(row.getString("sort_name"), row.getObject("id", UUID.class))))
        .list();
  }

  int count(UUID propertyId, RecipientFilter filter) {
    return sql.sql(
            "select count(*) from person where property_id = :property and kind = 'RECIPIENT' and "
                + where(filter))
        .param("property", propertyId)
        .query(Integer.class)
        .single();
  }

  void add(List<NewRow> rows) {
    batches.batchUpdate(
        """
        insert into person (id, kind, organization_id, property_id, external_id, first_name,
          last_name, unit, email, phone, preferred_email, preferred_phone, language, low_shelf,
          opted_out, email_on, sms_on, sort_name, created_at)
        values (?, 'RECIPIENT', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows,
        BATCH,
        (statement, row) -> {
          Recipient recipient = row.recipient();
          int i = 0;
          statement.setObject(++i, recipient.id());
          statement.setObject(++i, row.organizationId());
          statement.setObject(++i, recipient.propertyId());
          statement.setString(++i, row.externalId());
          statement.setString(++i, recipient.firstName());
          statement.setString(++i, recipient.lastName());
          statement.setString(++i, recipient.unit());
          statement.setString(++i, recipient.email());
          statement.setString(++i, recipient.phone());
          statement.setString(++i, recipient.preferredEmail());
          statement.setString(++i, recipient.preferredPhone());
          statement.setString(++i, recipient.language());
          statement.setBoolean(++i, recipient.lowShelf());
          statement.setBoolean(++i, recipient.optedOut());
          statement.setBoolean(++i, recipient.emailOn());
          statement.setBoolean(++i, recipient.smsOn());
          statement.setString(++i, row.sortName());
          statement.setObject(++i, Times.sql(row.createdAt()));
        });
    List<Word> words =
        rows.stream()
            .flatMap(row ->
                row.words().stream()
                    .map(
                        word -> new Word(row.recipient().propertyId(), word, row.recipient().id())))
            .toList();
    batches.batchUpdate(
        "insert into person_word (scope_id, word, person_id) values (?, ?, ?)",
        words,
        BATCH,
        (statement, word) -> {
          statement.setObject(1, word.propertyId());
          statement.setString(2, word.word());
          statement.setObject(3, word.personId());
        });
  }

  private static String where(RecipientFilter filter) {
    return switch (filter) {
      case ACTIVE -> "deactivated_at is null";
      case OPTED_OUT -> "deactivated_at is null and opted_out";
      case UNREACHABLE ->
          """
          deactivated_at is null
            and (coalesce(preferred_email, email) is null or not email_on)
            and (coalesce(preferred_phone, phone) is null or not sms_on)
          """;
      case DEACTIVATED -> "deactivated_at is not null";
    };
  }

  private static Recipient recipient(ResultSet row, int number) throws SQLException {
    return new Recipient(
        row.getObject("id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("unit"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("preferred_email"),
        row.getString("preferred_phone"),
        row.getString("language"),
        row.getBoolean("low_shelf"),
        row.getBoolean("opted_out"),
        row.getBoolean("email_on"),
        row.getBoolean("sms_on"),
        Times.instantOrNull(row, "deactivated_at"));
  }
}
