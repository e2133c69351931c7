package dev.postern.door.driver.mqtt;

import static dev.postern.door.driver.mqtt.MqttFields.ANSWER_TEXT;
import static dev.postern.door.driver.mqtt.MqttFields.COMMAND_BODY;
import static dev.postern.door.driver.mqtt.MqttFields.COMMAND_ID;
import static dev.postern.door.driver.mqtt.MqttFields.REFUSAL_TEXT;

import dev.postern.door.DoorSettings;
import java.time.Instant;
import java.util.UUID;

/** One command as it stands in its message, and what a message on the answer's topic says to it. */
record MqttCommand(DoorSettings settings, UUID id) {
  enum Answer {
    OPENED,
    REFUSED,
    /** It is about this command and does not say what became of it. */
    UNCLEAR,
    /** It is about another command. */
    NOT_OURS
  }

  /**
   * @param deadline after which the device may not open any more
   */
  String body(Instant deadline) {
    return filled(settings.text(COMMAND_BODY))
        .replace("{seconds}", Long.toString(settings.pulse().toSeconds()))
        .replace("{deadline}", Long.toString(deadline.getEpochSecond()));
  }

  Answer read(String message) {
    String answer = settings.text(ANSWER_TEXT);
    if (answer.contains(COMMAND_ID) && !new Words(id.toString()).in(message)) {
      return Answer.NOT_OURS;
    }
    boolean opened = answer.lines().map(this::filled).allMatch(it -> new Words(it).in(message));
    boolean refused = new Words(filled(settings.text(REFUSAL_TEXT))).in(message);
    if (opened == refused) return Answer.UNCLEAR;
    return opened ? Answer.OPENED : Answer.REFUSED;
  }

  private String filled(String template) {
    return template.strip().replace(COMMAND_ID, id.toString());
  }
}
