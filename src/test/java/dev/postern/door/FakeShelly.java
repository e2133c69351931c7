package dev.postern.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Shelly relay of the second generation on a socket of its own, as strict as firmware 2.0: every
 * challenge works once, its count must be 1, and it is used up by the next one. It can fail in any
 * way a device or the line to it can, and counts what really happened.
 */
public final class FakeShelly implements AutoCloseable {
  public static final String PASSWORD = "Grüße an das Relais";
  private static final String REALM = "shellyplus1-a8032abe54dc";
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");

  /** What goes wrong. Unless it says "question", the pulse was ordered before it does. */
  public enum Fault {
    NONE,
    NO_PASSWORD_SET,
    REFUSES_THE_CONNECTION,
    STALLS_AT_THE_QUESTION,
    RESETS_AT_THE_QUESTION,
    BUSY_AT_THE_QUESTION,
    REDIRECTS_AT_THE_QUESTION,
    FAILS_AT_THE_QUESTION,
    ANOTHER_PASSWORD,
    ASKS_FOR_MD5,
    NOT_FOUND,
    BUSY,
    ERROR_FRAME,
    UNSURE_ERROR_FRAME,
    RESETS_BEFORE_THE_PULSE,
    RESETS_AFTER_THE_PULSE,
    HANGS_UP_AFTER_THE_PULSE,
    STALLS,
    ANSWERS_LATE,
    TRICKLES,
    HALF_AN_ANSWER,
    ENDLESS_ANSWER,
    NOT_JSON,
    NOT_HTTP,
    ANOTHER_ID,
    NO_RESULT,
    RESULT_AND_ERROR,
    FAILS_AFTER_THE_PULSE,
    REDIRECTS
  }

  private final ServerSocket server;
  private final Fault fault;
  private final Duration late;
  private final JsonMapper json = new JsonMapper();
  private final Set<String> openNonces = ConcurrentHashMap.newKeySet();
  private final List<JsonNode> orders = new CopyOnWriteArrayList<>();
  private final List<JsonNode> pulses = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();

  /**
   * @param late how long {@link Fault#ANSWERS_LATE} takes; choose it longer than the deadline
   */
  public FakeShelly(Fault fault, Duration late) throws IOException {
    this.fault = fault;
    this.late = late;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    if (fault == Fault.REFUSES_THE_CONNECTION) {
      server.close();
    } else {
      Thread.startVirtualThread(this::accept);
    }
  }

  /** Where it listens, as it is written into a door's settings. */
  public String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** How often the strike was released. */
  public int pulses() {
    return pulses.size();
  }

  /** The parameters of each release. */
  public List<JsonNode> pulseParameters() {
    return pulses;
  }

  /** How many {@code Switch.Set} with a good password arrived, whether or not they did anything. */
  public int orders() {
    return orders.size();
  }

  public int connections() {
    return connections.size();
  }

  /** What the fake found wrong with the requests. */
  public List<String> problems() {
    return problems;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        Thread.startVirtualThread(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Request request = read(connection.getInputStream());
      JsonNode frame = json.readTree(request.body());
      if (!request.line().equals("POST /rpc HTTP/1.1")) {
        problems.add("request line: " + request.line());
      }
      if (frame.path("method").asString().equals("Switch.Set")) {
        order(connection, request, frame);
      } else {
        question(connection, request, frame);
      }
    } catch (IOException e) {
      // The other side went away, which is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void question(Socket connection, Request request, JsonNode frame)
      throws IOException, InterruptedException {
    switch (fault) {
      case STALLS_AT_THE_QUESTION -> Thread.sleep(late);
      case RESETS_AT_THE_QUESTION -> reset(connection);
      case BUSY_AT_THE_QUESTION -> answer(connection, "429 Too Many Requests", "");
      case FAILS_AT_THE_QUESTION -> answer(connection, "500 Internal Server Error", "");
      case REDIRECTS_AT_THE_QUESTION -> redirect(connection);
      default -> {
        if (authorized(request)) {
          answer(connection, "200 OK", frame(frame, "\"result\":{\"id\":0,\"output\":false}"));
        } else {
          challenge(connection);
        }
      }
    }
  }

  private void order(Socket connection, Request request, JsonNode frame)
      throws IOException, InterruptedException {
    if (!authorized(request)) {
      challenge(connection);
      return;
    }
    orders.add(frame);
    switch (fault) {
      case NOT_FOUND -> answer(connection, "404 Not Found", "");
      case BUSY -> answer(connection, "429 Too Many Requests", "");
      case ERROR_FRAME ->
          answer(
              connection,
              "200 OK",
              frame(frame, "\"error\":{\"code\":-105,\"message\":\"No handler\"}"));
      case UNSURE_ERROR_FRAME ->
          answer(
              connection,
              "200 OK",
              frame(frame, "\"error\":{\"code\":-104,\"message\":\"Deadline exceeded\"}"));
      case RESETS_BEFORE_THE_PULSE -> reset(connection);
      case STALLS -> Thread.sleep(late);
      case REDIRECTS -> redirect(connection);
      default -> {
        pulses.add(frame.path("params"));
        afterThePulse(connection, frame);
      }
    }
  }

  private void afterThePulse(Socket connection, JsonNode frame)
      throws IOException, InterruptedException {
    String result = "\"result\":{\"was_on\":false}";
    switch (fault) {
      case RESETS_AFTER_THE_PULSE -> reset(connection);
      case HANGS_UP_AFTER_THE_PULSE -> connection.close();
      case ANSWERS_LATE -> {
        Thread.sleep(late);
        answer(connection, "200 OK", frame(frame, result));
      }
      case TRICKLES -> trickle(connection, frame(frame, result));
      case HALF_AN_ANSWER ->
          write(
              connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + frame(frame, result));
      case ENDLESS_ANSWER -> {
        write(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"id\":1,\"x\":\"");
        while (!connection.isClosed()) {
          write(connection, "x".repeat(1_000));
        }
      }
      case NOT_JSON -> answer(connection, "200 OK", "<html>It works!</html>");
      case NOT_HTTP -> write(connection, "\0\1\2 who is there?\r\n\r\n");
      case ANOTHER_ID -> answer(connection, "200 OK", "{\"id\":0," + result + "}");
      case NO_RESULT -> answer(connection, "200 OK", frame(frame, "\"result\":{}"));
      case RESULT_AND_ERROR ->
          answer(connection, "200 OK", frame(frame, result + ",\"error\":{\"code\":-105}"));
      case FAILS_AFTER_THE_PULSE -> answer(connection, "500 Internal Server Error", "");
      default -> answer(connection, "200 OK", frame(frame, result));
    }
  }

  private void trickle(Socket connection, String body) throws IOException, InterruptedException {
    write(connection, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n");
    for (String one : body.split("", -1)) {
      write(connection, one);
      Thread.sleep(late.dividedBy(10));
    }
  }

  private void challenge(Socket connection) throws IOException {
    String nonce = UUID.randomUUID() + "==";
    openNonces.add(nonce);
    String algorithm = fault == Fault.ASKS_FOR_MD5 ? "MD5" : "SHA-256";
    write(
        connection,
        """
        HTTP/1.1 401 Unauthorized\r
        WWW-Authenticate: Digest qop="auth", realm="%s", nonce="%s", algorithm=%s,opaque=""\r
        Server: ShellyHTTP/1.0.0\r
        Content-Length: 0\r
        Connection: close\r
        \r
        """
            .formatted(REALM, nonce, algorithm));
  }

  private boolean authorized(Request request) {
    if (fault == Fault.NO_PASSWORD_SET) {
      return true;
    }
    String header = request.headers().getOrDefault("authorization", "");
    if (!header.startsWith("Digest ")) {
      return false;
    }
    Map<String, String> given = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      given.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
    }
    Map<String, String> wanted =
        Map.of(
            "username", "admin",
            "realm", REALM,
            "uri", "/rpc",
            "algorithm", "SHA-256",
            "qop", "auth",
            "nc", "00000001",
            "opaque", "");
    List<String> wrong = new ArrayList<>();
    wanted.forEach((key, value) -> {
      if (!value.equals(given.get(key))) {
        wrong.add(key);
      }
    });
    if (!openNonces.remove(given.getOrDefault("nonce", ""))) {
      wrong.add("nonce");
    }
    if (!wrong.isEmpty()) {
      problems.add("digest: " + wrong);
      return false;
    }
    String password = fault == Fault.ANOTHER_PASSWORD ? "changed on the device" : PASSWORD;
    String expected =
        sha256(
            "%s:%s:00000001:%s:auth:%s"
                .formatted(
                    sha256("admin:" + REALM + ":" + password),
                    given.get("nonce"),
                    given.get("cnonce"),
                    sha256("POST:/rpc")));
    return expected.equals(given.get("response"));
  }

  private static String frame(JsonNode request, String content) {
    return "{\"id\":%s,\"src\":\"shellyplus1-a8032abe54dc\",\"dst\":\"postern\",%s}"
        .formatted(request.path("id").intValue(), content);
  }

  private void redirect(Socket connection) throws IOException {
    write(
        connection,
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://%s/rpc\r\nContent-Length: 0\r\n\r\n"
            .formatted(host()));
  }

  private static void answer(Socket connection, String status, String body) throws IOException {
    write(
        connection,
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.getBytes(UTF_8).length, body));
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(UTF_8));
    connection.getOutputStream().flush();
  }

  /** Closing with unsent data thrown away makes the other side see a reset. */
  private static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  private record Request(String line, Map<String, String> headers, String body) {}

  private static Request read(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw);
    String line = line(in);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(line, headers, new String(in.readNBytes(length), UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The request ends too early");
      }
      line.append(new String(new byte[] {(byte) c}, ISO_8859_1));
    }
    return line.toString().strip();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
