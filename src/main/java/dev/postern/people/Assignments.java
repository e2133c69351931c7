package dev.postern.people;

import dev.postern.audit.Actor;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which properties staff members work at, and whose doors they and couriers may open. */
@Component
class Assignments {
  private final JdbcClient sql;
  private final ObjectProvider<OnAssignment> all; // they know modules that know this one

  Assignments(JdbcClient sql, ObjectProvider<OnAssignment> all) {
    this.sql = sql;
    this.all = all;
  }

  /**
   * Gives and takes assignments until they are these, but for those outside {@code within}: nobody
   * changes what happens at properties where they do not work.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void set(Actor actor, UUID personId, Set<UUID> properties, Set<UUID> within, Instant now) {
    for (UUID property : within) {
      if (properties.contains(property)) {
        sql.sql(
                """
                insert into assignment (person_id, property_id) values (:person, :property)
                on conflict do nothing
                """)
            .param("person", personId)
            .param("property", property)
            .update();
      } else {
        sql.sql("delete from assignment where person_id = :person and property_id = :property")
            .param("person", personId)
            .param("property", property)
            .update();
      }
    }
    all.forEach(each -> each.assigned(actor, personId, now));
  }
}
