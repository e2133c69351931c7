package dev.postern.door.driver.controlbyweb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.door.DoorRig.Fault;
import dev.postern.door.driver.FakeListener;
import dev.postern.door.driver.FakeRoom;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A ControlByWeb relay of one of three models, as their manuals describe them. Input 1 is the
 * contact, input 2 the exit button.
 */
final class FakeControlByWeb implements AutoCloseable {
  static final String USER = "none";
  static final String PASSWORD = "webrelay";
  private static final Duration LATE = Duration.ofSeconds(4);
  private static final Duration PRESET = Duration.ofMillis(1_500);

  /** How a model is spoken to, and how it answers. */
  enum Model {
    /** WebRelay: one relay and one input, an answer without any HTTP around it. */
    SINGLE(
        "/state\\.xml\\?relayState=2&pulseTime=([0-9]+)",
        false,
        """
        <?xml version="1.0" encoding="utf-8" ?>
        <datavalues>
        <relaystate>%1$d</relaystate>
        <inputstate>%2$d</inputstate>
        <rebootstate>0</rebootstate>
        <totalreboots>0</totalreboots>
        </datavalues>
        """),
    /** WebRelay-Quad: four of each, without HTTP too. */
    QUAD(
        "/state\\.xml\\?relay1State=2&pulseTime1=([0-9]+)",
        false,
        """
        <?xml version="1.0" encoding="utf-8"?>
        <datavalues>
        <relay1state>%1$d</relay1state><relay2state>0</relay2state>
        <relay3state>0</relay3state><relay4state>0</relay4state>
        <input1state>%2$d</input1state><input2state>%3$d</input2state>
        <input3state>0</input3state><input4state>0</input4state>
        <serialNumber>00:0C:C8:01:02:03</serialNumber>
        <time>%4$d</time>
        </datavalues>
        """),
    /** a whole HTTP answer; the time must come before the relay. */
    X410(
        "/state\\.xml\\?pulseTime1=([0-9]+)&relay1=2",
        true,
        """
        <?xml version="1.0" encoding="utf-8"?>\r
        <datavalues>\r
          <digitalInput1>%2$d</digitalInput1>\r
          <digitalInput2>%3$d</digitalInput2>\r
          <relay1>%1$d</relay1>\r
          <relay2>0</relay2>\r
          <oneWireSensor1>xx.x</oneWireSensor1>\r
          <vin>12.1</vin>\r
          <register1>0</register1>\r
          <utcTime>%4$d</utcTime>\r
          <timezoneOffset>-25200</timezoneOffset>\r
          <serialNumber>00:0C:C8:04:05:06</serialNumber>\r
          <downloadSettings/>\r
        </datavalues>\r
        """);

    private final Pattern pulse;
    private final boolean http;
    private final String state;

    Model(String pulse, boolean http, String state) {
      this.pulse = Pattern.compile(pulse);
      this.http = http;
      this.state = state;
    }
  }

  private final Model model;
  private final FakeListener listener;
  private final FakeRoom room = new FakeRoom();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> pulses = new CopyOnWriteArrayList<>();
  private volatile Fault fault = Fault.NONE;
  private volatile String password = PASSWORD;
  private volatile @Nullable String toLook;
  private volatile @Nullable String toPulse;
  private volatile boolean answersBeforeItSwitches;
  private volatile long clock;

  FakeControlByWeb(Model model) throws IOException {
    this.model = model;
    this.listener = new FakeListener(this::serve);
  }

  String host() {
    return "127.0.0.1:" + listener.port();
  }

  FakeRoom room() {
    return room;
  }

  /** All that came, byte for byte. */
  List<String> requests() {
    return requests;
  }

  /** The paths of all commands, whatever was done with them. */
  List<String> pulses() {
    return pulses;
  }

  void play(Fault what) throws IOException {
    fault = what;
    if (what == Fault.ABSENT) listener.close();
  }

  void changePassword(String to) {
    password = to;
  }

  /** Answers a look with these bytes from now on. */
  void answerLookWith(String bytes) {
    toLook = bytes;
  }

  /** Pulses, and answers with these bytes from now on. */
  void answerPulseWith(String bytes) {
    toPulse = bytes;
  }

  void answerBeforeSwitching() {
    answersBeforeItSwitches = true;
  }

  void clockOff(long seconds) {
    clock = seconds;
  }

  void reboot() throws IOException, InterruptedException {
    listener.close();
    room.lock();
    clock = 0;
    if (fault != Fault.ABSENT) listener.open();
  }

  /** The document as it is at this moment. */
  String state() {
    return model.state.formatted(
        bit(room.released()), bit(room.contact()), bit(room.exitPressed()), 1_700_000_000 + clock);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve(Socket connection) throws IOException, InterruptedException {
    String request = read(connection.getInputStream());
    requests.add(request);
    String line = request.substring(0, request.indexOf("\r\n"));
    Matcher path = Pattern.compile("GET (/\\S*) HTTP/1\\.[01]").matcher(line);
    if (!path.matches()) {
      write(connection, "HTTP/1.0 400 Bad Request\r\n\r\n");
    } else if (path.group(1).equals("/state.xml")) {
      look(connection, request);
    } else {
      pulse(connection, request, path.group(1));
    }
  }

  private void look(Socket connection, String request) throws IOException {
    String answer = toLook;
    if (!mayEnter(request)) unauthorized(connection);
    else write(connection, answer == null ? answer() : answer);
  }

  private void pulse(Socket connection, String request, String path)
      throws IOException, InterruptedException {
    if (!mayEnter(request)) {
      unauthorized(connection);
      return;
    }
    pulses.add(path);
    if (fault == Fault.SWALLOWS) Thread.sleep(LATE);
    if (fault == Fault.REFUSES) write(connection, "HTTP/1.1 403 Forbidden\r\n\r\n");
    if (fault == Fault.SWALLOWS || fault == Fault.REFUSES) return;
    String before = answer();
    Matcher pulse = model.pulse.matcher(path);
    // What it does not understand it ignores, and answers with its state.
    Duration time = pulse.matches() ? Duration.ofSeconds(Long.parseLong(pulse.group(1))) : null;
    if (time == null && path.contains("relay1=2")) time = PRESET;
    if (time != null) room.pulse(time);
    if (time != null && fault == Fault.COMMAND_TWICE) room.pulse(time);
    String answer = toPulse;
    answer(connection, answer != null ? answer : answersBeforeItSwitches ? before : answer());
  }

  private void answer(Socket connection, String answer) throws IOException, InterruptedException {
    switch (fault) {
      case REPLY_LOST -> FakeListener.reset(connection);
      case REPLY_LATE -> {
        Thread.sleep(LATE);
        write(connection, answer);
      }
      case HALF_ANSWER -> write(connection, answer.substring(0, answer.length() / 2));
      case WRONG_ANSWER -> write(connection, answer.replace("relay", "relais"));
      case ANSWERS_TWICE -> write(connection, answer + answer);
      default -> write(connection, answer);
    }
  }

  private String answer() {
    String state = state();
    return model.http
        ? "HTTP/1.1 200 OK\r\nContent-type: text/xml\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(state.length(), state)
        : state;
  }

  private boolean mayEnter(String request) {
    String both = USER + ":" + password;
    String login = Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    return request.contains("\r\nAuthorization: Basic " + login + "\r\n");
  }

  private static void unauthorized(Socket connection) throws IOException {
    write(
        connection,
        "HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"WebRelay\"\r\n\r\n<html>no");
  }

  private static String read(InputStream in) throws IOException {
    var request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) throw new IOException("The request ends too early");
      request.append((char) next);
    }
    return request.toString();
  }

  private static void write(Socket connection, String text) throws IOException {
    OutputStream out = connection.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static int bit(boolean on) {
    return on ? 1 : 0;
  }
}
