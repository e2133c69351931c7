package dev.postern.door.driver.shelly;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;

import dev.postern.door.DoorSettings;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.HttpCall.Answered;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON-RPC frames to one device: what is sent, and what an answer means. */
final class ShellyFrames {
  static final String US = "postern";

  /** "Deadline exceeded" and "internal error": the device itself does not know how it ended. */
  private static final Set<Integer> UNSURE_ERRORS = Set.of(-104, 500);

  private static final Pattern WORDS = Pattern.compile("[ -~]{1,100}");

  private final JsonMapper json;
  private final DoorSettings settings;
  private int id = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE / 2);

  ShellyFrames(JsonMapper json, DoorSettings settings) {
    this.json = json;
    this.settings = settings;
  }

  /** Moves nothing. */
  String question() {
    return question(null);
  }

  /** Moves nothing. */
  String question(@Nullable Map<String, Object> auth) {
    return frame("Switch.GetStatus", relay(), auth);
  }

  /** What the contact reads; only of a door that has one. */
  String contact(@Nullable Map<String, Object> auth) {
    Map<String, Object> input = Map.of("id", settings.number(ShellyDriver.CONTACT_INPUT));
    return frame("Input.GetStatus", input, auth);
  }

  /** The one method that needs no password. */
  String model() {
    return frame("Shelly.GetDeviceInfo", Map.of(), null);
  }

  /** Switches on; the device itself switches off again after the pulse. */
  String pulse() {
    Map<String, Object> params = new HashMap<>(relay());
    params.put("on", true);
    params.put("toggle_after", settings.pulse().toSeconds());
    return frame("Switch.Set", params, null);
  }

  /** What the answer to {@link #pulse} says; only an answer to this very frame says anything. */
  Opening read(Answered answer) {
    if (answer.status() == 401) {
      return new NotOpened(PASSWORD_REFUSED);
    }
    if (answer.status() >= 400 && answer.status() < 500) {
      return new NotOpened(DEVICE_REFUSED);
    }
    if (answer.status() != 200) {
      return new Unknown(UNCLEAR_ANSWER);
    }
    return tree(answer.body()).map(this::opening).orElseGet(() -> new Unknown(UNCLEAR_ANSWER));
  }

  /** What a question brought that moves nothing. */
  sealed interface Read {}

  record Result(JsonNode result) implements Read {}

  record NoResult(OpeningReason because) implements Read {}

  /** A frame that came; empty if it is none. */
  Optional<JsonNode> tree(String text) {
    try {
      return Optional.of(json.readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Whether it answers the frame that was made last. */
  boolean answersUs(JsonNode frame) {
    return frame.path("id").isInt() && frame.path("id").intValue() == id;
  }

  /** What an answer to a question brought. */
  static Read result(JsonNode frame) {
    JsonNode result = frame.path("result");
    if (result.isObject()) return new Result(result);
    return new NoResult(frame.path("error").isObject() ? DEVICE_REFUSED : SILENT);
  }

  /** The model and firmware that a device says it has; empty if it does not say. */
  static String model(Read answer) {
    if (!(answer instanceof Result(var device))) return "";
    String said = device.path("model").asString("") + " " + device.path("ver").asString("");
    return WORDS.matcher(said).matches() ? said.strip() : "";
  }

  private Opening opening(JsonNode frame) {
    JsonNode code = frame.path("error").path("code");
    boolean switched = frame.path("result").path("was_on").isBoolean();
    if (!answersUs(frame) || switched == code.isInt()) {
      return new Unknown(UNCLEAR_ANSWER);
    }
    if (switched) {
      return new Opened();
    }
    return UNSURE_ERRORS.contains(code.intValue())
        ? new Unknown(UNCLEAR_ANSWER)
        : new NotOpened(DEVICE_REFUSED);
  }

  private Map<String, Object> relay() {
    return Map.of("id", settings.number(ShellyDriver.RELAY));
  }

  private String frame(
      String method, Map<String, Object> params, @Nullable Map<String, Object> auth) {
    id++;
    Map<String, Object> frame = new HashMap<>();
    frame.put("jsonrpc", "2.0");
    frame.put("id", id);
    frame.put("src", US);
    frame.put("method", method);
    frame.put("params", params);
    if (auth != null) frame.put("auth", auth);
    return json.writeValueAsString(frame);
  }
}
