package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.audit.Actor;
import dev.postern.notification.Via;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.Cast;
import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 90 connections send 9,000 guesses to two nodes, and one of these is killed in the middle: what is
 * looked up is what the room's budget has room for, not one more. Each connection has a kiosk of
 * its own, so that no kiosk's pause hides what the budget does.
 */
final class GuessesAtTwoNodes {
  private static final int CONNECTIONS = 90;
  private static final int GUESSES = 9_000;
  private static final int RANDOM_DIGITS = 7;
  private static final int LIVE = 45;

  private final QuietProgram program;
  private final Findings findings;
  private final JdbcClient sql;
  private final Cast cast;
  private final Property property;
  private final Set<String> live = new HashSet<>();

  GuessesAtTwoNodes(QuietProgram program, Findings findings) {
    this.program = program;
    this.findings = findings;
    sql = program.bean(JdbcClient.class);
    cast = new Cast(program.context());
    sql.sql("update property set pin_length = ? where id = ?")
        .params(RANDOM_DIGITS + 1, cast.property.id())
        .update();
    property = program.bean(Places.class).property(cast.property.id());
    for (int n = 0; n < LIVE; n++) live.add(send());
  }

  void prove() throws Exception {
    double capacity = Part.PIN.capacity(property.strictness());
    int room = (int) (capacity / (LIVE * Pin.chanceOfOne(RANDOM_DIGITS)));
    findings.say(
        "1. %,d guesses over %d connections at two nodes; %d live PINs of %d digits, room for %d",
        GUESSES, CONNECTIONS, LIVE, RANDOM_DIGITS + 1, room);
    Tally tally = new Tally();
    try (Node one = new Node(program, "one");
        Node two = new Node(program, "two")) {
      attack(List.of(one, two), tally);
    }
    judge(tally, room, capacity);
  }

  private void attack(List<Node> nodes, Tally tally) throws Exception {
    List<Guesser> guessers = new ArrayList<>();
    for (int n = 0; n < CONNECTIONS; n++) {
      guessers.add(new Guesser(nodes, n % 2, cookieOfNewKiosk(n), tally));
    }
    try (var http = Guesser.newClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Node node : nodes) node.await(http);
      List<Future<?>> running = new ArrayList<>();
      for (Guesser each : guessers) running.add(threads.submit(() -> allButOne(each)));
      killInTheMiddle(nodes.get(1), tally);
      for (Future<?> each : running) each.get();
      nodes.get(1).await(http);
      for (Guesser each : guessers) each.guess(unknown(), 3); // as many at the one that is back
    }
  }

  private boolean allButOne(Guesser guesser) throws InterruptedException {
    for (int n = 1; n < GUESSES / CONNECTIONS; n++) guesser.guess(unknown(), n);
    guesser.guessAsQr(unknown());
    guesser.guessWithoutCookie(unknown());
    return true;
  }

  private void killInTheMiddle(Node node, Tally tally) throws Exception {
    while (tally.all() < GUESSES / 2) Thread.sleep(5);
    findings.say("   a node is killed after %,d answers and started again", tally.all());
    node.kill();
    node.startAgain();
  }

  private void judge(Tally tally, int room, double capacity) {
    int lookedUp = count("chance is not null");
    int looked = count("lane = 'PIN' and (refusal is null or refusal = 'UNKNOWN_KEY')");
    double spent =
        sql.sql("select spent from chance_budget where room_id = ? and part = 'PIN'")
            .param(cast.maple.id())
            .query(Double.class)
            .single();
    int lost = (int) Math.round(spent / (LIVE * Pin.chanceOfOne(RANDOM_DIGITS))) - lookedUp;
    findings.say("   answers %s, not answered and sent again %d", tally.answers(), tally.again());
    findings.say(
        "   looked up %d, paid for and lost with the node %d, spent %.3g of %.3g",
        lookedUp, lost, spent, capacity);
    findings.promise(lookedUp == room && looked == room, "exactly %d guesses looked up", room);
    findings.promise(spent <= capacity, "spent within the capacity");
    findings.promise(tally.again() > 0, "the killed node is missed by somebody");
    findings.promise(
        tally.strange().isEmpty(), "QR shapes refused, no cookie 401: %s", tally.strange());
    Set<String> expected =
        Set.of("200 refused", "200 unit-needed", "200 paused", "401"); // nothing opened, no 5xx
    findings.promise(
        expected.containsAll(tally.answers().keySet()), "no answers but these: %s", expected);
    findings.sum("%,d guesses at two nodes: %d looked up, room for %d", GUESSES, lookedUp, room);
  }

  private int count(String which) {
    return sql.sql("select count(*) from entry where room_id = ? and " + which)
        .param(cast.maple.id())
        .query(Integer.class)
        .single();
  }

  private String unknown() {
    while (true) {
      String pin = Pin.draw(RANDOM_DIGITS, "").digits().reveal();
      if (!live.contains(pin)) return pin;
    }
  }

  private String send() {
    var until = program.bean(Clock.class).instant().plus(Duration.ofHours(24));
    var request = new OneTimePinRequest(cast.maple.id(), Set.of(Via.EMAIL), until, "locked out");
    SendAnswer answer =
        program.bean(OneTimePins.class).send(cast.rosa(), property, cast.ana().id(), request);
    return program
        .bean(AccessKeys.class)
        .live(((SendAnswer.Sent) answer).id())
        .orElseThrow()
        .pin()
        .digits()
        .reveal();
  }

  private String cookieOfNewKiosk(int number) {
    Kiosks kiosks = program.bean(Kiosks.class);
    Kiosk kiosk = kiosks.add(Actor.SYSTEM, cast.maple, "Kiosk " + number);
    return "__Host-postern-kiosk="
        + kiosks.pair(kiosks.invite(Actor.SYSTEM, kiosk.id())).orElseThrow().reveal();
  }
}
