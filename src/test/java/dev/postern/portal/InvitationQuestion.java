package dev.postern.portal;

import dev.postern.people.Invitations;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.QuietProgram;
import dev.postern.support.Visitor;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Somebody follows an invitation's link. Nobody outside can ask about an address here: only staff
 * who may invite name one. What an outsider may have is a link, old or made up, and whether it ever
 * was one tells that somebody was invited. So links that were used, expired or cancelled are
 * compared with links that never were.
 */
final class InvitationQuestion implements Question {
  private static final int MANY = 40;

  private final JdbcClient sql;
  private final Visitor visitor;
  private final Property property;
  private final StaffMember inviter;
  private final List<Kind> kinds;

  InvitationQuestion(QuietProgram program) {
    sql = program.bean(JdbcClient.class);
    Site site = new Site(program.context());
    property = site.property("Oak House");
    inviter = site.member(Role.MANAGER, property);
    visitor = site.visitor();
    visitor.get(Invitations.PATH);
    kinds =
        List.of(
            kind("never sent", 1, tokens()),
            kind(
                "used",
                1,
                sent(() -> "accepted_at = now(), accepted_by = '%s'".formatted(somebody(site)))),
            kind("expired", 0.25, sent(() -> "expires_at = now() - interval '1 day'")),
            kind("cancelled", 0.25, sent(() -> "cancelled_at = now(), cancelled_by = invited_by")));
  }

  @Override
  public String name() {
    return "invitation's link";
  }

  @Override
  public List<Kind> kinds() {
    return kinds;
  }

  @Override
  public void makeReady() {
    sql.sql("delete from limit_level").update();
  }

  @Override
  public HttpResponse<String> ask(String about) {
    return visitor.post(Invitations.PATH, Map.of("token", about));
  }

  private static Kind kind(String name, double share, List<Secret> tokens) {
    return new Kind(name, share, n -> tokens.get(n % MANY).reveal());
  }

  private UUID somebody(Site site) {
    return site.member(Role.STAFF, property).id();
  }

  private static List<Secret> tokens() {
    return IntStream.range(0, MANY).mapToObj(_ -> Secrets.random()).toList();
  }

  private List<Secret> sent(Supplier<String> andThen) {
    List<Secret> tokens = tokens();
    for (Secret token : tokens) {
      UUID id = UUID.randomUUID();
      sql.sql(
              """
              insert into invitation (id, property_id, email, role, token_hash, invited_by, invited_at, expires_at)
              values (:id, :property, :id || '@example.com', 'STAFF', :token, :by, now() - interval '2 days',
                now() + interval '5 days')
              """)
          .param("id", id)
          .param("property", property.id())
          .param("token", Secrets.hash(token))
          .param("by", inviter.id())
          .update();
      sql.sql("insert into invitation_property values (?, ?)").params(id, property.id()).update();
      sql.sql("update invitation set " + andThen.get() + " where id = ?").param(id).update();
    }
    return tokens;
  }
}
