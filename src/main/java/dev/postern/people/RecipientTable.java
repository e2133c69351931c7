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

  /** Of so few it is quicker to put all in order than to walk the order until a page is full. */
  private static final int FEW = 20_000;

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
      @Nullable UUID form,
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
    planForTheseWords();
    int first = rarest(propertyId, words);
    StringBuilder text = new StringBuilder();
    if (first >= 0) {
      text.append("with found as materialized (select distinct person_id from person_word where ")
          .append(beginsWith(first))
          .append(") select person.* from found join person on person.id = person_id");
    } else {
      text.append("select * from person");
    }
    text.append(" where property_id = :property and kind = 'RECIPIENT' and ").append(where(filter));
    for (int i = 0; i < words.size(); i++) {
      if (i == first) continue;
      text.append(" and id in (select person_id from person_word where ")
          .append(beginsWith(i))
          .append(")");
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

  /**
   * Until the caller's transaction ends. A plan for words in general takes a surname that one
   * person has for one that many have, and reads everybody.
   */
  private void planForTheseWords() {
    sql.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
        .query(String.class)
        .single();
  }

  /**
   * Which of the words the fewest are found by, or -1 if many are by each. PostgreSQL would guess
   * that they are spread evenly over the order; all of one surname stand in one place of it.
   */
  private int rarest(UUID propertyId, List<String> words) {
    int rarest = -1;
    int fewest = FEW + 1;
    for (int i = 0; i < words.size(); i++) {
      int found =
          sql.sql(
                  "select count(*) from (select from person_word where "
                      + beginsWith(i)
                      + " limit :fewest)")
              .param("property", propertyId)
              .param("word" + i, words.get(i))
              .param("fewest", fewest)
              .query(Integer.class)
              .single();
      if (found < fewest) {
        fewest = found;
        rarest = i;
      }
    }
    return rarest;
  }

  private static String beginsWith(int word) {
    return "scope_id = :property and word >= :word%1$d and word < :word%1$d || chr(1114111)"
        .formatted(word);
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
                    .map(word -> new Word(recipient.propertyId(), word, recipient.id())))
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
