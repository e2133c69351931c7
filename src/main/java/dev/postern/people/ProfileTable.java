package dev.postern.people;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what staff members say about themselves, and of the words they are found by. */
@Repository
class ProfileTable {
  private final JdbcClient sql;

  ProfileTable(JdbcClient sql) {
    this.sql = sql;
  }

  Profile find(UUID person) {
    return sql.sql("select first_name, last_name, language, phone from person where id = :id")
        .param("id", person)
        .query((row, n) ->
            new Profile(
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("language"),
                row.getString("phone")))
        .single();
  }

  void change(UUID organization, UUID person, Profile profile, String email) {
    sql.sql(
            """
            update person set first_name = :firstName, last_name = :lastName, language = :language,
              phone = :phone, email = :email, sort_name = :sortName
            where id = :id
            """)
        .param("id", person)
        .param("firstName", profile.firstName())
        .param("lastName", profile.lastName())
        .param("language", profile.language())
        .param("phone", profile.phone())
        .param("email", email)
        .param("sortName", SearchWords.sortName(profile.firstName(), profile.lastName()))
        .update();
    replaceWords(organization, person, profile, email);
  }

  private void replaceWords(UUID organization, UUID person, Profile profile, String email) {
    sql.sql("delete from person_word where person_id = :id").param("id", person).update();
    String phone = profile.phone();
    for (String word :
        SearchWords.of(
            List.of(profile.firstName(), profile.lastName()),
            List.of(email),
            phone == null ? List.of() : List.of(phone))) {
      sql.sql("insert into person_word (scope_id, word, person_id) values (:scope, :word, :id)")
          .param("scope", organization)
          .param("word", word)
          .param("id", person)
          .update();
    }
  }
}
