package dev.postern.audit;

import static dev.postern.database.SqlArrays.texts;
import static dev.postern.database.SqlArrays.uuids;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The record of everything. Rows are only added; the database refuses to change or remove one. */
@Component
public class AuditLog {
  private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

  private final JdbcClient sql;
  private final Clock clock;
  private final JsonMapper json;

  AuditLog(JdbcClient sql, Clock clock, JsonMapper json) {
    this.sql = sql;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Remembers an act in the caller's transaction: both happen or neither does.
   *
   * @param propertyId the property it concerns, null for the organization's own affairs
   * @param details what else staff will want to know; never a secret
   */
  @Transactional
  public void record(
      @Nullable UUID propertyId,
      Actor actor,
      Act act,
      Subject subject,
      Map<String, String> details) {
    record(List.of(new NewAuditEvent(propertyId, actor, act, subject, details)));
  }

  /** The same for several acts, in their order. */
  @Transactional
  public void record(List<NewAuditEvent> events) {
    sql.sql(
            """
            insert into audit_event (at, property_id, actor_kind, actor_id, actor_name, act,
              subject_kind, subject_id, subject_name, details)
            select :at, event.*
            from unnest(:property, :actorKind, :actor, :actorName, :act,
              :subjectKind, :subject, :subjectName, cast(:details as jsonb[])) as event
            """)
        .param("at", Times.sql(clock.instant()))
        .param("property", uuids(events, NewAuditEvent::propertyId))
        .param("actorKind", texts(events, event -> event.actor().kind().name()))
        .param("actor", uuids(events, event -> event.actor().id()))
        .param("actorName", texts(events, event -> event.actor().name()))
        .param("act", texts(events, event -> event.act().code()))
        .param("subjectKind", texts(events, event -> event.subject().kind()))
        .param("subject", uuids(events, event -> event.subject().id()))
        .param("subjectName", texts(events, event -> event.subject().name()))
        .param("details", texts(events, event -> json.writeValueAsString(event.details())))
        .update();
  }

  /**
   * The newest events of a property first.
   *
   * @param before only events with a smaller id, for the next page; null for the first
   */
  @Transactional(readOnly = true)
  public List<AuditEvent> page(UUID propertyId, @Nullable Long before, int size) {
    return sql.sql(
            """
            select * from audit_event
            where property_id = :property and id < :before
            order by id desc limit :size
            """)
        .param("property", propertyId)
        .param("before", before == null ? Long.MAX_VALUE : before)
        .param("size", size)
        .query(this::event)
        .list();
  }

  /** All that was done to one thing, the newest first. */
  @Transactional(readOnly = true)
  public List<AuditEvent> about(UUID subjectId, int size) {
    return sql.sql(
            "select * from audit_event where subject_id = :subject order by id desc limit :size")
        .param("subject", subjectId)
        .param("size", size)
        .query(this::event)
        .list();
  }

  private AuditEvent event(ResultSet row, int number) throws SQLException {
    return new AuditEvent(
        row.getLong("id"),
        Times.instant(row, "at"),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor_kind")),
            row.getObject("actor_id", UUID.class),
            row.getString("actor_name")),
        Act.ofCode(row.getString("act")),
        new Subject(
            row.getString("subject_kind"),
            row.getObject("subject_id", UUID.class),
            row.getString("subject_name")),
        json.readValue(row.getString("details"), DETAILS));
  }
}
