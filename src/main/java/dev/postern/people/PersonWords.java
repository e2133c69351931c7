package dev.postern.people;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** SQL of the words that staff members and couriers are found by, in their organization's scope. */
@Repository
class PersonWords {
  private final JdbcTemplate sql;

  PersonWords(JdbcTemplate sql) {
    this.sql = sql;
  }

  /** Writes anew what a person is found by. */
  void write(UUID organizationId, UUID personId, Set<String> words) {
    sql.update("delete from person_word where person_id = ?", personId);
    sql.batchUpdate(
        "insert into person_word (scope_id, word, person_id) values (?, ?, ?)",
        words,
        words.size(),
        (statement, word) -> {
          statement.setObject(1, organizationId);
          statement.setString(2, word);
          statement.setObject(3, personId);
        });
  }

  /** An address for {@link SearchWords}, if there is one. */
  static List<String> present(@Nullable String address) {
    return address == null ? List.of() : List.of(address);
  }
}
