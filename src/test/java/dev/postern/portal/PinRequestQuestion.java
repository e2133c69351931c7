package dev.postern.portal;

import dev.postern.audit.Actor;
import dev.postern.people.NewRecipient;
import dev.postern.people.Recipients;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.support.Cast;
import dev.postern.support.QuietProgram;
import dev.postern.support.Screen;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody at a kiosk asks for a PIN with an address that may be a recipient's. */
final class PinRequestQuestion implements Question {
  private static final int KIOSKS = 4;
  private static final int MANY = 200;
  private static final int FEW = 20;

  private final JdbcClient sql;
  private final Cast cast;
  private final List<Screen> screens = new ArrayList<>();
  private int asked;

  PinRequestQuestion(QuietProgram program) throws Exception {
    sql = program.bean(JdbcClient.class);
    cast = new Cast(program.context());
    sql.sql("update property set request_pin_on = true where id = ?")
        .param(cast.property.id())
        .update();
    Kiosks kiosks = program.bean(Kiosks.class);
    for (int n = 0; n < KIOSKS; n++) {
      Kiosk kiosk = kiosks.add(Actor.SYSTEM, cast.maple, "Kiosk " + n);
      Screen screen = Screen.unpaired(program.port());
      screens.add(screen.with(screen.pair(kiosks.invite(Actor.SYSTEM, kiosk.id()).reveal())));
    }
    addRecipients(program.bean(Recipients.class));
  }

  @Override
  public String name() {
    return "request PIN";
  }

  @Override
  public List<Kind> kinds() {
    return List.of(
        new Kind("unknown", 1, n -> address("q", n % MANY)),
        new Kind("known", 1, n -> address("r", n % MANY)),
        new Kind("opted out", 0.25, n -> address("o", n % FEW)),
        new Kind("deactivated", 0.25, n -> address("d", n % FEW)),
        new Kind("asked too often", 0.25, n -> address("l", n % FEW)));
  }

  /** So that what is limited by the hour is not: all but who shall have asked too often. */
  @Override
  public void makeReady() {
    if (asked % FEW != 0) return;
    sql.sql(
            "update pin_request set asked_at = asked_at - interval '2 days' where asked_at > now() - interval '1 day'")
        .update();
    sql.sql(
            """
            update pin_request_answer set asked_at = asked_at - interval '2 days'
            from person
            where asked_at > now() - interval '1 day' and person.id = person_id and email not like 'l%'
            """)
        .update();
  }

  @Override
  public HttpResponse<String> ask(String about) throws Exception {
    return screens
        .get(asked++ % KIOSKS)
        .json(
            "/kiosk/pin-requests",
            "{\"request\":\"%s\",\"address\":\"%s\"}".formatted(UUID.randomUUID(), about));
  }

  /** What became of all requests that are looked up by now. */
  Map<String, Integer> outcomes() {
    Map<String, Integer> outcomes = new TreeMap<>();
    sql.sql(
            """
            select coalesce(answer.outcome, pin_request.outcome, 'NOT LOOKED UP YET') as outcome, count(*) as many
            from pin_request left join pin_request_answer answer on request_id = id group by 1
            """)
        .query((row, _) -> outcomes.put(row.getString("outcome"), row.getInt("many")))
        .list();
    return outcomes;
  }

  private static String address(String letter, int number) {
    return "%s%04d@mail.example".formatted(letter, number);
  }

  private void addRecipients(Recipients recipients) {
    List<NewRecipient> all = new ArrayList<>();
    for (int n = 0; n < MANY; n++) all.add(recipient("r", n));
    for (int n = 0; n < FEW; n++) {
      for (String letter : List.of("o", "d", "l")) all.add(recipient(letter, n));
    }
    var added = recipients.add(Actor.SYSTEM, cast.property, all);
    if (added.count() != all.size()) throw new IllegalStateException(added.errors().toString());
    change("opted_out = true", "o%");
    change("deactivated_at = now()", "d%");
  }

  private void change(String what, String whose) {
    sql.sql("update person set " + what + " where property_id = ? and email like ?")
        .params(cast.property.id(), whose)
        .update();
  }

  private static NewRecipient recipient(String letter, int n) {
    return Cast.ana("Maple " + letter + n, address(letter, n), "");
  }
}
