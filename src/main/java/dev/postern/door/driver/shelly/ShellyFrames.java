package dev.postern.door.driver.shelly;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;

import dev.postern.door.DoorSettings;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.driver.shelly.ShellyCall.Answered;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON-RPC frames of one opening: what is sent, and what an answer means. */
final class ShellyFrames {
  /** "Deadline exceeded" and "internal error": the device itself does not know how it ended. */
  private static final Set<Integer> UNSURE_ERRORS = Set.of(-104, 500);

  private final JsonMapper json;
  private final DoorSettings settings;
  private final int id = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);

  ShellyFrames(JsonMapper json, DoorSettings settings) {
    this.json = json;
    this.settings = settings;
  }

  /** Moves nothing. */
  String question() {
    return frame("Switch.GetStatus", Map.of("id", settings.number(ShellyDriver.RELAY)));
  }

  /** Switches on; the device itself switches off again after the pulse. */
  String pulse() {
    return frame(
        "Switch.Set",
        Map.of(
            "id",
            settings.number(ShellyDriver.RELAY),
            "on",
            true,
            "toggle_after",
            settings.pulse().toSeconds()));
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
    try {
      return read(json.readTree(answer.body()));
    } catch (JacksonException e) {
      return new Unknown(UNCLEAR_ANSWER);
    }
  }

  private Opening read(JsonNode frame) {
    boolean ours = frame.path("id").isInt() && frame.path("id").intValue() == id;
    JsonNode code = frame.path("error").path("code");
    boolean switched = frame.path("result").path("was_on").isBoolean();
    if (!ours || switched == code.isInt()) {
      return new Unknown(UNCLEAR_ANSWER);
    }
    if (switched) {
      return new Opened();
    }
    return UNSURE_ERRORS.contains(code.intValue())
        ? new Unknown(UNCLEAR_ANSWER)
        : new NotOpened(DEVICE_REFUSED);
  }

  private String frame(String method, Map<String, Object> params) {
    return json.writeValueAsString(
        Map.of("jsonrpc", "2.0", "id", id, "src", "postern", "method", method, "params", params));
  }
}
