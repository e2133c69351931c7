package dev.postern.people;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  record NewRow(
      Recipient recipient,
      UUID organizationId,
      @Nullable String externalId,
      @Nullable UUID form,
      Instant createdAt) {}

  private record Word(UUID propertyId, String word, String sortName, UUID personId) {}

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
   * Those whose parcels are announced to this e-mail address, in lower case; held, in one order.
   */
  List<Recipient> lockByEmail(UUID propertyId, String email) {
    return sql.sql(
            """
            select * from person
            where property_id = :property and kind = 'RECIPIENT'
              and lower(coalesce(preferred_email, email,
                case when alternate_email_confirmed_at is not null then alternate_email end)) = :email
            order by id for no key update
            """)
        .param("property", propertyId)
        .param("email", email)
        .query(RecipientTable::recipient)
        .list();
  }

  /** Those whose parcels are announced to this phone, in E.164; held, in one order. */
  List<Recipient> lockByPhone(UUID propertyId, String phone) {
    return sql.sql(
            """
            select * from person
            where property_id = :property and kind = 'RECIPIENT'
              and coalesce(preferred_phone, phone) = :phone
            order by id for no key update
            """)
        .param("property", propertyId)
        .param("phone", phone)
        .query(RecipientTable::recipient)
        .list();
  }

  int count(UUID propertyId, RecipientFilter filter, int most) {
    return sql.sql(
            """
            select count(*) from (
              select from person where property_id = :property and kind = 'RECIPIENT' and %s
              limit :most)
            """
                .formatted(where(filter)))
        .param("property", propertyId)
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  /**
   * Whether this form is new at the property; the same one at the same time waits for the first.
   */
  boolean add(NewRow row) {
    if (addPeople(List.of(row))[0][0] == 0) return false;
    addWords(List.of(row.recipient()));
    return true;
  }

  void add(List<NewRow> rows) {
    addPeople(rows);
    addWords(rows.stream().map(NewRow::recipient).toList());
  }

  Optional<Recipient> ofForm(UUID propertyId, UUID form) {
    return sql.sql("select * from person where property_id = :property and form = :form")
        .param("property", propertyId)
        .param("form", form)
        .query(RecipientTable::recipient)
        .optional();
  }

  private int[][] addPeople(List<NewRow> rows) {
    return batches.batchUpdate(
        """
        insert into person (id, kind, organization_id, property_id, external_id, form, first_name,
          last_name, unit, email, phone, preferred_email, preferred_phone, alternate_email,
          language, low_shelf, opted_out, email_on, sms_on, sort_name, created_at)
        values (?, 'RECIPIENT', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (property_id, form) where form is not null do nothing
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
          statement.setObject(++i, row.form());
          statement.setString(++i, recipient.firstName());
          statement.setString(++i, recipient.lastName());
          statement.setString(++i, recipient.unit());
          statement.setString(++i, recipient.email());
          statement.setString(++i, recipient.phone());
          statement.setString(++i, recipient.preferredEmail());
          statement.setString(++i, recipient.preferredPhone());
          statement.setString(++i, recipient.alternateEmail());
          statement.setString(++i, recipient.language());
          statement.setBoolean(++i, recipient.lowShelf());
          statement.setBoolean(++i, recipient.optedOut());
          statement.setBoolean(++i, recipient.emailOn());
          statement.setBoolean(++i, recipient.smsOn());
          statement.setString(++i, RecipientCheck.sortName(recipient));
          statement.setObject(++i, Times.sql(row.createdAt()));
        });
  }

  /** Writes anew what a recipient is found by. */
  void changeWords(Recipient recipient) {
    sql.sql("delete from person_word where person_id = :id").param("id", recipient.id()).update();
    addWords(List.of(recipient));
  }

  private void addWords(List<Recipient> recipients) {
    List<Word> words =
        recipients.stream()
            .flatMap(recipient ->
                RecipientCheck.words(recipient).stream()
                    .map(word ->
                        new Word(
                            recipient.propertyId(),
                            word,
                            RecipientCheck.sortName(recipient),
                            recipient.id())))
            .toList();
    batches.batchUpdate(
        "insert into person_word (scope_id, word, sort_name, person_id) values (?, ?, ?, ?)",
        words,
        BATCH,
        (statement, word) -> {
          statement.setObject(1, word.propertyId());
          statement.setString(2, word.word());
          statement.setString(3, word.sortName());
          statement.setObject(4, word.personId());
        });
  }

  static String where(RecipientFilter filter) {
    return switch (filter) {
      case ACTIVE -> "deactivated_at is null";
      case OPTED_OUT -> "deactivated_at is null and opted_out";
      case UNREACHABLE -> "deactivated_at is null and unreachable";
      case DEACTIVATED -> "deactivated_at is not null";
    };
  }

  static Recipient recipient(ResultSet row, int number) throws SQLException {
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
        row.getString("alternate_email"),
        Times.instantOrNull(row, "alternate_email_confirmed_at"),
        row.getString("language"),
        row.getBoolean("low_shelf"),
        row.getBoolean("opted_out"),
        row.getBoolean("email_on"),
        row.getBoolean("sms_on"),
        Times.instantOrNull(row, "deactivated_at"),
        row.getInt("version"));
  }
}
