package dev.postern.people;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of staff members, their accounts and their assignments. */
@Repository
class StaffTable {
  private static final String ACTIVE_MEMBER =
      """
      select person.*, account.email as account_email, account.role, account.password_hash,
        array(select property_id from assignment where person_id = person.id) as properties
      from person join staff_account account on account.person_id = person.id
      where deactivated_at is null
      """;

  private final JdbcClient sql;
  private final PersonWords words;

  StaffTable(JdbcClient sql, PersonWords words) {
    this.sql = sql;
    this.words = words;
  }

  record Account(StaffMember member, String passwordHash) {}

  Optional<StaffMember> find(UUID id) {
    return sql.sql(ACTIVE_MEMBER + " and person.id = :id")
        .param("id", id)
        .query(StaffTable::member)
        .optional();
  }

  Optional<Account> account(String email) {
    return sql.sql(ACTIVE_MEMBER + " and account.email = :email")
        .param("email", email)
        .query((row, n) -> new Account(member(row, n), row.getString("password_hash")))
        .optional();
  }

  /** Whether somebody signs in with this address, or did before they were deactivated. */
  boolean hasAccount(String email) {
    return sql.sql("select exists (select from staff_account where email = :email)")
        .param("email", email)
        .query(Boolean.class)
        .single();
  }

  void add(StaffMember member, String language, String passwordHash, Instant now) {
    sql.sql(
            """
            insert into person (id, kind, organization_id, first_name, last_name, email, language,
              sort_name, created_at)
            values (:id, 'STAFF', :organization, :firstName, :lastName, :email, :language, :sortName, :now)
            """)
        .param("id", member.id())
        .param("organization", member.organizationId())
        .param("firstName", member.firstName())
        .param("lastName", member.lastName())
        .param("email", member.email())
        .param("language", language)
        .param("sortName", SearchWords.sortName(member.firstName(), member.lastName()))
        .param("now", Times.sql(now))
        .update();
    sql.sql(
            """
            insert into staff_account (person_id, email, role, password_hash, created_at)
            values (:id, :email, :role, :hash, :now)
            """)
        .param("id", member.id())
        .param("email", member.email())
        .param("role", member.role().name())
        .param("hash", passwordHash)
        .param("now", Times.sql(now))
        .update();
    words.write(
        member.organizationId(),
        member.id(),
        SearchWords.of(
            List.of(member.firstName(), member.lastName()), List.of(member.email()), List.of()));
    for (UUID property : member.properties()) {
      sql.sql("insert into assignment (person_id, property_id) values (:id, :property)")
          .param("id", member.id())
          .param("property", property)
          .update();
    }
  }

  void changePassword(UUID id, String passwordHash) {
    sql.sql("update staff_account set password_hash = :hash where person_id = :id")
        .param("id", id)
        .param("hash", passwordHash)
        .update();
  }

  static StaffMember member(ResultSet row, int number) throws SQLException {
    return new StaffMember(
        row.getObject("id", UUID.class),
        row.getObject("organization_id", UUID.class),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("account_email"),
        Role.valueOf(row.getString("role")),
        properties(row));
  }

  private static Set<UUID> properties(ResultSet row) throws SQLException {
    return Arrays.stream((Object[]) row.getArray("properties").getArray())
        .map(UUID.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }
}
