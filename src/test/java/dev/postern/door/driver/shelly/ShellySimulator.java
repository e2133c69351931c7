package dev.postern.door.driver.shelly;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.door.DoorRig.Fault;
import dev.postern.door.driver.HttpSimulator;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 * A Shelly of firmware 2.0 with one relay, a button at input 1 and a contact at input 2, with HTTP
 * and websocket, and as strict as the real thing: on HTTP every challenge works once; a websocket
 * hears nothing before a good request with a {@code src} came on it.
 */
final class ShellySimulator extends HttpSimulator {
  static final String PASSWORD = "Grüße an das Relais";
  private static final String NAME = "shellyplus1-a8032abe54dc";
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");

  private final JsonMapper json = new JsonMapper();
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private final List<Channel> channels = new CopyOnWriteArrayList<>();
  private final List<String> signs = new CopyOnWriteArrayList<>();
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private volatile long clockOff;
  private volatile boolean mute;

  ShellySimulator() throws IOException {}

  /** One websocket. */
  private record Channel(Socket socket, Set<String> listeners) {}

  /** All that was asked, in order. */
  List<String> methods() {
    return methods;
  }

  int listeners() {
    return (int) channels.stream().filter(it -> !it.listeners().isEmpty()).count();
  }

  void clockOff(long seconds) {
    clockOff = seconds;
  }

  /** From now on it keeps its connections and says nothing any more. */
  void fallSilent() {
    mute = true;
  }

  void forgetChallenges() {
    nonces.clear();
  }

  void press() {
    for (String event : List.of("btn_down", "btn_up", "single_push")) {
      sign(
          "NotifyEvent",
          "\"events\":[{\"component\":\"input:1\",\"id\":1,\"event\":\"%s\",\"ts\":%s}]"
              .formatted(event, time()));
    }
  }

  boolean replay() {
    List<String> all = new ArrayList<>(signs).reversed();
    all.forEach(this::tellAll);
    return !all.isEmpty();
  }

  /** The leaf went open and shut within an instant: no look can see it. */
  void flutter() {
    contactMoved(true);
    contactMoved(false);
  }

  @Override
  protected void contactMoved(boolean open) {
    sign("NotifyStatus", "\"input:2\":{\"id\":2,\"state\":%s}".formatted(open));
  }

  @Override
  public void reboot() throws IOException {
    super.reboot();
    channels.clear();
    nonces.clear();
    signs.clear();
    clockOff = 0;
  }

  @Override
  protected void serve(Socket connection, InputStream in, Request request)
      throws IOException, InterruptedException {
    if (request.line().equals("GET /rpc HTTP/1.1")) {
      upgrade(connection, in, request);
      return;
    }
    if (!request.line().equals("POST /rpc HTTP/1.1")) problem("request line: " + request.line());
    boolean good = isOpenToAll(request.body()) || proves(request);
    JsonNode frame = json.readTree(request.body());
    call(connection, frame, good);
    // What the network repeats carries the challenge that was used up.
    if (fault() == Fault.COMMAND_TWICE && isCommand(frame)) {
      call(connection, frame, proves(request));
    }
  }

  private void call(Socket connection, JsonNode frame, boolean good)
      throws IOException, InterruptedException {
    methods.add(frame.path("method").asString());
    if (!good) {
      String nonce = nonce();
      String challenge =
          "WWW-Authenticate: Digest qop=\"auth\", realm=\"%s\", nonce=\"%s\", algorithm=SHA-256\r\n"
              .formatted(NAME, nonce);
      write(connection, response("401 Unauthorized", challenge, ""));
    } else if (isCommand(frame)) {
      JsonNode params = frame.path("params");
      if (!params.path("on").asBoolean(false)) problem("not on: " + params);
      command(
          connection,
          Duration.ofSeconds(params.path("toggle_after").asInt()),
          http(reply(frame, "\"result\":{\"was_on\":false}")),
          http("{\"id\":1,\"src\":\"%s\",\"result\":{\"was_on\":false}}".formatted(NAME)),
          http(reply(frame, "\"error\":{\"code\":-105,\"message\":\"No handler\"}")));
    } else {
      write(connection, http(answer(frame)));
    }
  }

  private static boolean isCommand(JsonNode frame) {
    return frame.path("method").asString().equals("Switch.Set");
  }

  private static boolean isOpenToAll(String body) {
    return body.contains("\"Shelly.GetDeviceInfo\"");
  }

  private String answer(JsonNode frame) {
    int id = frame.path("params").path("id").asInt(-1);
    String result =
        switch (frame.path("method").asString() + " " + id) {
          case "Shelly.GetDeviceInfo -1" ->
              """
              {"name":null,"id":"%s","mac":"A8032ABE54DC","model":"SNSW-001X16EU","gen":2,\
              "fw_id":"20260713-101108/2.0.0-g87fbfa4","ver":"2.0.0","app":"Plus1","auth_en":true}\
              """
                  .formatted(NAME);
          case "Switch.GetStatus 0" ->
              "{\"id\":0,\"source\":\"init\",\"output\":" + released() + "}";
          case "Input.GetStatus 1" -> "{\"id\":1,\"state\":null}";
          case "Input.GetStatus 2" -> "{\"id\":2,\"state\":" + contact() + "}";
          default -> "";
        };
    return result.isEmpty()
        ? reply(
            frame,
            "\"error\":{\"code\":-105,\"message\":\"Argument 'id', value %d not found!\"}"
                .formatted(id))
        : reply(frame, "\"result\":" + result);
  }

  private static String http(String body) {
    return response("200 OK", "Content-Type: application/json\r\n", body);
  }

  private static String reply(JsonNode frame, String content) {
    return "{\"id\":%s,\"src\":\"%s\",\"dst\":%s,%s}"
        .formatted(frame.path("id"), NAME, frame.path("src"), content);
  }

  private boolean proves(Request request) {
    Map<String, String> given = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(request.headers().getOrDefault("authorization", ""));
    while (matcher.find()) {
      given.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
    }
    String nonce = given.getOrDefault("nonce", "");
    String count = given.getOrDefault("nc", "");
    if (!nonces.remove(nonce)) return false;
    if (!count.equals("00000001")) problem("count: " + count);
    String expected = proof(nonce, count, given.getOrDefault("cnonce", ""), "POST:/rpc");
    return expected.equals(given.get("response"));
  }

  private static String proof(String nonce, String count, String cnonce, String what) {
    String who = DigestChallenge.hash("admin:" + NAME + ":" + PASSWORD);
    String parts = String.join(":", nonce, count, cnonce, "auth", DigestChallenge.hash(what));
    return DigestChallenge.hash(who + ":" + parts);
  }

  private String nonce() {
    String nonce = UUID.randomUUID() + "==";
    nonces.add(nonce);
    return nonce;
  }

  private void upgrade(Socket connection, InputStream in, Request request) throws IOException {
    if (!"13".equals(request.headers().get("sec-websocket-version"))) problem("websocket version");
    var channel = new Channel(connection, ConcurrentHashMap.newKeySet());
    write(
        connection,
        WebSocketFrames.welcome(request.headers().getOrDefault("sec-websocket-key", "")));
    channels.add(channel);
    try {
      var data = new DataInputStream(in);
      for (String text = WebSocketFrames.read(data); text != null; ) {
        if (!mute) hear(channel, json.readTree(text));
        text = WebSocketFrames.read(data);
      }
    } finally {
      channels.remove(channel);
    }
  }

  private void hear(Channel channel, JsonNode frame) throws IOException {
    methods.add("ws " + frame.path("method").asString());
    JsonNode auth = frame.path("auth");
    boolean good =
        nonces.contains(auth.path("nonce").asString(""))
            && auth.path("username").asString("").equals("admin")
            && auth.path("realm").asString("").equals(NAME)
            && auth.path("algorithm").asString("").equals("SHA-256")
            && auth.path("response")
                .asString("")
                .equals(
                    proof(
                        auth.path("nonce").asString(),
                        "1",
                        auth.path("cnonce").asString(),
                        "dummy_method:dummy_uri"));
    if (!good) {
      var challenge =
          Map.of(
              "auth_type",
              "digest",
              "nonce",
              nonce(),
              "nc",
              1,
              "realm",
              NAME,
              "algorithm",
              "SHA-256");
      String quoted = json.writeValueAsString(json.writeValueAsString(challenge));
      say(channel, reply(frame, "\"error\":{\"code\":401,\"message\":" + quoted + "}"));
      return;
    }
    if (isCommand(frame)) problem("a command on the websocket");
    String answer = answer(frame);
    channel.listeners().add(frame.path("src").asString());
    say(channel, answer);
  }

  private void sign(String method, String content) {
    String sign =
        "{\"src\":\"%s\",\"dst\":\"postern\",\"method\":\"%s\",\"params\":{\"ts\":%s,%s}}"
            .formatted(NAME, method, time(), content);
    signs.add(sign);
    tellAll(sign);
  }

  private String time() {
    long millis = System.nanoTime() / 1_000_000 + 1_700_000_000_000L + clockOff * 1_000;
    return "%d.%02d".formatted(millis / 1_000, millis % 1_000 / 10);
  }

  private void tellAll(String sign) {
    for (Channel channel : channels) {
      try {
        if (!mute && !channel.listeners().isEmpty()) say(channel, sign);
      } catch (IOException e) {
        // It went away, which is its right; its own thread takes it off the list.
      }
    }
  }

  private static void say(Channel channel, String text) throws IOException {
    byte[] frame = WebSocketFrames.text(text.getBytes(UTF_8));
    synchronized (channel) {
      channel.socket().getOutputStream().write(frame);
    }
  }
}
