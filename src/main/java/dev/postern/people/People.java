package dev.postern.people;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Recipients, couriers and staff members alike, for whoever needs no more than the person. */
@Component
public class People {
  private static final String PERSON =
      """
      select person.*, account.role, account.email as account_email,
        case
          when kind = 'RECIPIENT' then array[person.property_id]
          when account.role = 'ADMINISTRATOR' then
            array(select id from property where property.organization_id = person.organization_id)
          else array(select assignment.property_id from assignment where person_id = person.id)
        end as properties
      from person left join staff_account account on account.person_id = person.id
      """;

  private static final String ONE = PERSON + " where person.id = :id";

  private final JdbcClient sql;

  People(JdbcClient sql) {
    this.sql = sql;
  }

  @Transactional(readOnly = true)
  public Optional<Person> find(UUID id) {
    return sql.sql(ONE).param("id", id).query(People::person).optional();
  }

  /** The person, if they belong to this property. */
  @Transactional(readOnly = true)
  public Optional<Person> find(UUID propertyId, UUID id) {
    return find(id).filter(person -> person.belongsTo(propertyId));
  }

  /** The person, held until the caller's transaction ends: who else asks for them waits. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Person> lock(UUID id) {
    return sql.sql(ONE + " for no key update of person")
        .param("id", id)
        .query(People::person)
        .optional();
  }

  /** The staff members, not deactivated, who are assigned to this property. */
  @Transactional(readOnly = true)
  public List<Person> staffOf(UUID propertyId) {
    return sql.sql(
            PERSON
                + """
                  join assignment on assignment.person_id = person.id
                where person.kind = 'STAFF' and person.deactivated_at is null
                  and assignment.property_id = :property
                order by person.sort_name, person.id
                """)
        .param("property", propertyId)
        .query(People::person)
        .list();
  }

  /** The words of a query, folded as the words are that people are found by. */
  public static List<String> words(String query) {
    return SearchWords.ofQuery(query);
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    String role = row.getString("role");
    String email = row.getString("account_email");
    String preferredEmail = row.getString("preferred_email");
    String preferredPhone = row.getString("preferred_phone");
    if (email == null) email = preferredEmail == null ? row.getString("email") : preferredEmail;
    if (email == null && row.getObject("alternate_email_confirmed_at") != null) {
      email = row.getString("alternate_email");
    }
    return new Person(
        row.getObject("id", UUID.class),
        Person.Kind.valueOf(row.getString("kind")),
        role == null ? null : Role.valueOf(role),
        (row.getString("first_name") + " " + row.getString("last_name")).strip(),
        row.getString("unit"),
        row.getString("language"),
        email,
        preferredPhone == null ? row.getString("phone") : preferredPhone,
        row.getBoolean("email_on"),
        row.getBoolean("sms_on"),
        properties(row),
        Times.instantOrNull(row, "deactivated_at"));
  }

  private static Set<UUID> properties(ResultSet row) throws SQLException {
    return Arrays.stream((Object[]) row.getArray("properties").getArray())
        .map(UUID.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }
}
