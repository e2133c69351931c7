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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what User Admin keeps about staff members. */
@Repository
class StaffFileTable {
  private static final String FILE =
      """
      select person.*, account.email as account_email, account.role,
        array(select property_id from assignment where person_id = person.id) as properties
      from person join staff_account account on account.person_id = person.id
      """;

  private final JdbcClient sql;
  private final PersonWords words;

  StaffFileTable(JdbcClient sql, PersonWords words) {
    this.sql = sql;
    this.words = words;
  }

  record Row(StaffFile file, Recipients.Cursor cursor) {}

  Optional<StaffFile> find(UUID id) {
    return sql.sql(FILE + " where person.id = :id")
        .param("id", id)
        .query(StaffFileTable::file)
        .optional();
  }

  Optional<StaffFile> lock(UUID id) {
    return sql.sql(FILE + " where person.id = :id for no key update of person, account")
        .param("id", id)
        .query(StaffFileTable::file)
        .optional();
  }

  /**
   * The active administrators, held until the transaction ends: of two who take the last two away
   * the second waits here and then finds one.
   */
  Set<UUID> lockAdministrators() {
    return Set.copyOf(
        sql.sql(
                """
                select person.id from person
                  join staff_account account on account.person_id = person.id
                where account.role = 'ADMINISTRATOR' and person.deactivated_at is null
                order by person.id for no key update of person, account
                """)
            .query((row, n) -> row.getObject("id", UUID.class))
            .list());
  }

  /**
   * @param everywhere also those who are assigned nowhere
   */
  List<Row> search(
      UUID organizationId,
      UUID propertyId,
      boolean everywhere,
      List<String> query,
      StaffFilter filter,
      Recipients.@Nullable Cursor after,
      int limit) {
    String nowhere =
        everywhere ? " or not exists (select from assignment where person_id = person.id)" : "";
    String text =
        FILE
            + """
             where person.organization_id = :organization and person.kind = 'STAFF' and %s
               and (account.role = 'ADMINISTRATOR' or exists (select from assignment
                 where person_id = person.id and property_id = :property) %s)
            """
                .formatted(where(filter), nowhere)
            + found(query)
            + (after == null ? "" : " and (sort_name, person.id) > (:afterName, :afterId)")
            + " order by sort_name, person.id limit :limit";
    var asked =
        sql.sql(text)
            .param("organization", organizationId)
            .param("property", propertyId)
            .param("limit", limit);
    for (int i = 0; i < query.size(); i++) asked = asked.param("word" + i, query.get(i));
    if (after != null) {
      asked = asked.param("afterName", after.sortName()).param("afterId", after.id());
    }
    return asked
        .query((row, n) ->
            new Row(
                file(row, n),
                new Recipients.Cursor(row.getString("sort_name"), row.getObject("id", UUID.class))))
        .list();
  }

  void change(StaffFile after, Instant now, @Nullable UUID by) {
    StaffMember member = after.member();
    sql.sql(
            """
            update person set first_name = :firstName, last_name = :lastName, phone = :phone,
              language = :language, sort_name = :sortName,
              version = version + 1, changed_at = :now, changed_by = :by
            where id = :id
            """)
        .param("firstName", member.firstName())
        .param("lastName", member.lastName())
        .param("phone", after.phone())
        .param("language", after.language())
        .param("sortName", SearchWords.sortName(member.firstName(), member.lastName()))
        .param("now", Times.sql(now))
        .param("by", by)
        .param("id", member.id())
        .update();
    sql.sql("update staff_account set role = :role where person_id = :id")
        .param("role", member.role().name())
        .param("id", member.id())
        .update();
    words.write(
        member.organizationId(),
        member.id(),
        SearchWords.of(
            List.of(member.firstName(), member.lastName()),
            List.of(member.email()),
            PersonWords.present(after.phone())));
  }

  /** Whether it was done now: false if somebody did it before. */
  boolean deactivate(UUID personId, @Nullable UUID by, Instant now) {
    return sql.sql(
                """
                update person set deactivated_at = :now, deactivated_by = :by,
                  version = version + 1, changed_at = :now, changed_by = :by
                where id = :id and kind = 'STAFF' and deactivated_at is null
                """)
            .param("now", Times.sql(now))
            .param("by", by)
            .param("id", personId)
            .update()
        == 1;
  }

  boolean activate(UUID personId, @Nullable UUID by, Instant now) {
    return sql.sql(
                """
                update person set deactivated_at = null, deactivated_by = null,
                  version = version + 1, changed_at = :now, changed_by = :by
                where id = :id and kind = 'STAFF' and deactivated_at is not null
                """)
            .param("now", Times.sql(now))
            .param("by", by)
            .param("id", personId)
            .update()
        == 1;
  }

  private static String found(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      text.append(
          """
           and person.id in (select person_id from person_word where scope_id = :organization
             and word >= :word%1$d and word < :word%1$d || chr(1114111))
          """
              .formatted(i));
    }
    return text.toString();
  }

  private static String where(StaffFilter filter) {
    return switch (filter) {
      case ACTIVE -> "deactivated_at is null";
      case STAFF -> "deactivated_at is null and account.role = 'STAFF'";
      case MANAGERS -> "deactivated_at is null and account.role = 'MANAGER'";
      case ADMINISTRATORS -> "deactivated_at is null and account.role = 'ADMINISTRATOR'";
      case DEACTIVATED -> "deactivated_at is not null";
    };
  }

  private static StaffFile file(ResultSet row, int number) throws SQLException {
    return new StaffFile(
        StaffTable.member(row, number),
        row.getString("language"),
        row.getString("phone"),
        Times.instantOrNull(row, "deactivated_at"),
        row.getInt("version"));
  }
}
