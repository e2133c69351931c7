package dev.postern.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.bench.HttpLoad.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Codes in Redis, which acknowledges nothing before it is on the disk, behind webdis, which is its
 * HTTP: about the fastest that takes a code once and forgets nothing.
 */
final class Webdis implements Peer {
  static final String MISSING =
      "Redis behind webdis: not installed: apt-get install redis-server webdis, row left out";

  private static final Path REDIS = Path.of("/usr/bin/redis-server");
  private static final Path CLIENT = Path.of("/usr/bin/redis-cli");
  private static final Path WEBDIS = Path.of("/usr/bin/webdis");

  /** What is left of a code, and in the same step an event with whose it was. */
  private static final String REDEEM =
      "local whose = redis.call('GETDEL', KEYS[1]) "
          + "if whose then redis.call('XADD', KEYS[2], '*', 'code', KEYS[1], 'whose', whose) end "
          + "return whose";

  private static final String FILL =
      "for n = ARGV[1], ARGV[2] do redis.call('SET', 'code:' .. string.format('%d', n), 'Ana') end";

  private static final String YES = "yes";
  private static final String NO = "no";

  private final boolean withEvent;
  private final TemporaryFolder folder;
  private final int redisPort;
  private final Server redis;
  private final Server webdis;
  private final HttpLoad load;
  private final String path;
  private int made;
  private int used;

  private Webdis(boolean withEvent) throws IOException, InterruptedException {
    this.withEvent = withEvent;
    folder = TemporaryFolder.create();
    redisPort = Program.freePort();
    redis =
        Server.start(
            List.of(
                REDIS.toString(),
                "--bind 127.0.0.1",
                "--port " + redisPort,
                "--dir " + folder.path(),
                "--save \"\"",
                "--appendonly yes",
                "--appendfsync always"),
            folder.path().resolve("redis.log"),
            () -> Server.listens(redisPort));
    int port = Program.freePort();
    Path settings =
        Files.writeString(
            folder.path().resolve("webdis.json"),
            """
            {"redis_host": "127.0.0.1", "redis_port": %d, "http_host": "127.0.0.1",
             "http_port": %d, "threads": 2, "pool_size": 16, "daemonize": false,
             "verbosity": 0, "logfile": "%s"}
            """
                .formatted(redisPort, port, folder.path().resolve("webdis-own.log")));
    webdis =
        Server.start(
            List.of(WEBDIS.toString(), settings.toString()),
            folder.path().resolve("webdis.log"),
            () -> Server.listens(port));
    load = new HttpLoad(port);
    path =
        withEvent
            ? "/EVALSHA/" + redis("SCRIPT", "LOAD", REDEEM) + "/2/code:%d/events"
            : "/GETDEL/code:%d";
  }

  static boolean installed() {
    return Stream.of(REDIS, CLIENT, WEBDIS).allMatch(Files::isExecutable);
  }

  /** The code is taken, and that is all. */
  static Webdis bare() throws IOException, InterruptedException {
    return new Webdis(false);
  }

  /** The code is taken and the event is written, in one script. */
  static Webdis withEvent() throws IOException, InterruptedException {
    return new Webdis(true);
  }

  @Override
  public String name() {
    return withEvent ? "Redis + webdis, code and event" : "Redis + webdis, code alone";
  }

  @Override
  public String doesNot() {
    return (withEvent ? "" : "no record of the entry, ")
        + "no guard against guessing, no keyed hash (the codes stand there), no expiry or rule of"
        + " person, room and kiosk, no answer for an attempt that asks again, no audit, no door";
  }

  @Override
  public double promised() {
    return withEvent ? 0.7 : 0;
  }

  @Override
  public int codes(int connections) {
    return Math.min(1_600 * connections, 25_600);
  }

  @Override
  public void fill(int codes) throws IOException, InterruptedException {
    redis("EVAL", FILL, "0", Integer.toString(made), Integer.toString(made + codes - 1));
    made += codes;
  }

  @Override
  public Latencies redeem(int connections, int codes) throws Exception {
    int each = codes / connections;
    List<List<byte[]>> requests = new ArrayList<>();
    for (int n = 0; n < connections; n++) {
      List<byte[]> mine = new ArrayList<>();
      for (int i = 0; i < each; i++) mine.add(request(used++));
      requests.add(mine);
    }
    Outcome outcome = load.run(requests, Webdis::read);
    Peer.same("codes that Redis took", (long) connections * each, outcome.count(YES));
    return outcome.latencies();
  }

  @Override
  public void check() throws Exception {
    Outcome again = load.run(List.of(List.of(request(0))), Webdis::read);
    Peer.same("codes that Redis took twice", 1, again.count(NO));
    String streams = withEvent ? "1" : "0";
    Peer.same(
        "codes that are left in Redis",
        made - used,
        Long.parseLong(redis("DBSIZE")) - Long.parseLong(streams));
    if (withEvent) Peer.same("events in Redis", used, Long.parseLong(redis("XLEN", "events")));
  }

  @Override
  public void close() {
    webdis.close();
    redis.close();
    folder.close();
  }

  private byte[] request(int code) {
    return HttpLoad.request("GET", path.formatted(code), Map.of(), "");
  }

  private static String read(HttpLoad.Answer answer) {
    if (answer.status() != 200) return Integer.toString(answer.status());
    return answer.body().contains("\"Ana\"")
        ? YES
        : answer.body().contains("null") ? NO : answer.body();
  }

  private String redis(String... command) throws IOException, InterruptedException {
    var whole =
        new ArrayList<>(List.of(CLIENT.toString(), "-e", "-p", Integer.toString(redisPort)));
    whole.addAll(List.of(command));
    Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) throw new IOException("redis-cli failed: " + said);
    return said;
  }
}
