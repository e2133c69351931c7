package dev.postern.bench;

import dev.postern.bench.IssuedPins.IssuedPin;
import dev.postern.bench.IssuedPins.Written;
import dev.postern.support.Findings;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the program is measured with: one-time PINs that open doors at the houses' kiosks. */
final class KioskEntries {
  private final HttpLoad load;
  private final Connection superuser;
  private final IssuedPins pins;
  private final Findings findings;

  KioskEntries(Program program, Connection superuser, IssuedPins pins, Findings findings) {
    load = new HttpLoad(program.port());
    this.superuser = superuser;
    this.pins = pins;
    this.findings = findings;
  }

  /** As fast as so many connections can. */
  Latencies redeem(int connections, int count) throws Exception {
    return redeem(connections, count, AtOnce.Pace.UNPACED);
  }

  /** Counts what the database knows before any figure is believed. */
  Latencies redeem(int connections, int count, AtOnce.Pace pace) throws Exception {
    pins.write(superuser, count);
    HttpLoad.Outcome outcome =
        load.run(requests(pins.first(count), connections), pace, KioskEntries::word);
    Written written = pins.written(superuser);
    long opened = outcome.count("200 opened");
    findings.promise(
        opened == count && written.equals(new Written(opened, opened, opened)),
        "%d PINs, answers %s, in the database %s",
        count,
        outcome.answers(),
        written);
    pins.takeAway(superuser);
    return outcome.latencies();
  }

  private static List<List<byte[]>> requests(List<IssuedPin> pins, int connections) {
    List<List<byte[]>> requests = new ArrayList<>();
    for (int n = 0; n < connections; n++) requests.add(new ArrayList<>());
    for (int n = 0; n < pins.size(); n++) requests.get(n % connections).add(request(pins.get(n)));
    return requests;
  }

  private static byte[] request(IssuedPin pin) {
    return HttpLoad.request(
        "POST",
        "/kiosk/entries",
        Map.of("Content-Type", "application/json", "X-Kiosk", "1", "Cookie", pin.house().cookie()),
        "{\"attempt\":\"%s\",\"shown\":\"%s\",\"waited\":20}"
            .formatted(UUID.randomUUID(), pin.digits()));
  }

  private static String word(HttpLoad.Answer answer) {
    int from = answer.body().indexOf("\"answer\":\"");
    return from < 0
        ? String.valueOf(answer.status())
        : answer.status()
            + " "
            + answer.body().substring(from + 10, answer.body().indexOf('"', from + 10));
  }
}
