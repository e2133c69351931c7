package dev.postern.access;

import dev.postern.access.Doorstep.SentPin;
import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PINs that expired a moment ago by the database's clock open nothing at any node, however long ago
 * the kiosk says that Accept was touched. That a node's own clock is not asked at all is held by
 * tests: DatabaseClockTest and HouseRulesTest.
 */
final class ExpiredPins {
  private static final int PINS = 20;

  /** A node knows the database's time to within a few milliseconds. */
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private static final List<Duration> WAITED =
      List.of(
          Duration.ofDays(-1),
          Duration.ofHours(-1),
          Duration.ZERO,
          Duration.ofSeconds(11),
          Duration.ofHours(1),
          Duration.ofDays(1));

  private final Nodes nodes;
  private final Findings findings;
  private final JdbcClient sql;
  private final Doorstep doorstep;

  ExpiredPins(QuietProgram program, HttpClient http, Nodes nodes, Findings findings) {
    this.nodes = nodes;
    this.findings = findings;
    sql = program.bean(JdbcClient.class);
    doorstep = Doorstep.add(program, http, 1, 1).getFirst();
  }

  void prove() throws Exception {
    int attempts = 0;
    int opened = 0;
    for (int n = 0; n < PINS; n++) {
      SentPin pin = doorstep.send();
      expire(pin);
      Thread.sleep(A_MOMENT);
      for (Duration waited : WAITED) {
        for (Node node : nodes.all()) {
          attempts++;
          if (opens(node, pin, waited)) opened++;
        }
      }
    }
    int pulses = doorstep.pulses();
    int live = livePinsThatOpen();
    findings.say("");
    findings.say(
        "3. %d attempts with %d PINs that expired %d ms ago, at kiosks a day or an hour off or"
            + " right: %d opened, %d door commands; of %d live ones %d opened",
        attempts, PINS, A_MOMENT.toMillis(), opened, pulses, WAITED.size(), live);
    findings.promise(opened == 0 && pulses == 0, "no expired PIN opens");
    // Those of the kiosks that say they waited an hour or a day come too late, live or not.
    findings.promise(live == WAITED.size() - 2, "live PINs open unless the kiosk waited too long");
    findings.sum("%d of %d attempts with expired PINs opened", opened, attempts);
  }

  private int livePinsThatOpen() throws Exception {
    int opened = 0;
    for (Duration waited : WAITED) {
      if (opens(nodes.node(opened), doorstep.send(), waited)) opened++;
    }
    return opened;
  }

  private boolean opens(Node node, SentPin pin, Duration waited) throws Exception {
    RoamingKiosk kiosk = doorstep.kiosks.getFirst();
    return kiosk.show(node, UUID.randomUUID(), pin.digits(), waited).opened();
  }

  private void expire(SentPin pin) {
    sql.sql("update access_grant set expires_at = clock_timestamp() where id = ?")
        .param(pin.grant())
        .update();
  }
}
