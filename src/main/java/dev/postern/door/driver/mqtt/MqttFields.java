package dev.postern.door.driver.mqtt;

import static dev.postern.door.DoorFault.Reason.MISSING;
import static dev.postern.door.DoorFault.Reason.UNUSABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.door.DoorFault;
import dev.postern.door.DoorField;
import dev.postern.door.DoorField.Kind;
import dev.postern.door.DoorSettings;
import java.util.ArrayList;
import java.util.List;

/** What is filled in for a door behind a broker, and what does not go together. */
final class MqttFields {
  static final String TLS = "tls";
  static final String TLS_YES = "YES";
  static final String VERSION = "version";
  static final String V5 = "V5";
  static final String V3 = "V3";
  static final String COMMAND_TOPIC = "commandTopic";
  static final String COMMAND_BODY = "commandBody";
  static final String ANSWER_TOPIC = "answerTopic";
  static final String ANSWER_TEXT = "answerText";
  static final String REFUSAL_TEXT = "refusalText";
  static final String PRESENCE_TOPIC = "presenceTopic";
  static final String PRESENCE_TEXT = "presenceText";
  static final String CONTACT_TOPIC = "contactTopic";
  static final String OPEN_TEXT = "openText";
  static final String EXIT_TOPIC = "exitTopic";
  static final String EXIT_TEXT = "exitText";

  /** Stands for the id of the entry, in the command and in its answer. */
  static final String COMMAND_ID = "{command}";

  private static final int PORT = 1883;
  private static final int LONGEST_TOPIC = 200;
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_BODY = 1_000;
  private static final String USUAL_BODY =
      """
      {"command":"{command}","action":"open","seconds":{seconds},"deadline":{deadline}}\
      """;

  private static final List<String> TOPICS =
      List.of(COMMAND_TOPIC, ANSWER_TOPIC, PRESENCE_TOPIC, CONTACT_TOPIC, EXIT_TOPIC);

  static final List<DoorField> ALL =
      List.of(
          DoorField.host(PORT),
          DoorField.choice(TLS, "NO", TLS_YES),
          DoorField.choice(VERSION, V5, V3),
          DoorField.USER,
          DoorField.secret(false),
          DoorField.PULSE,
          DoorField.text(COMMAND_TOPIC, LONGEST_TOPIC, ""),
          lines(COMMAND_BODY, LONGEST_BODY, USUAL_BODY),
          DoorField.text(ANSWER_TOPIC, LONGEST_TOPIC, ""),
          lines(ANSWER_TEXT, LONGEST_TEXT, COMMAND_ID + "\nopened"),
          DoorField.textOrNone(REFUSAL_TEXT, LONGEST_TEXT),
          DoorField.textOrNone(PRESENCE_TOPIC, LONGEST_TOPIC),
          DoorField.textOrNone(PRESENCE_TEXT, LONGEST_TEXT),
          DoorField.CONTACT,
          DoorField.textOrNone(CONTACT_TOPIC, LONGEST_TOPIC),
          DoorField.textOrNone(OPEN_TEXT, LONGEST_TEXT),
          DoorField.textOrNone(EXIT_TOPIC, LONGEST_TOPIC),
          DoorField.textOrNone(EXIT_TEXT, LONGEST_TEXT));

  private MqttFields() {}

  static List<DoorFault> faults(DoorSettings settings) {
    List<DoorFault> faults = new ArrayList<>();
    for (String topic : TOPICS) {
      if (settings.has(topic) && !usable(topic, settings)) faults.add(unusable(topic));
    }
    // A broker may keep a command for a device that sleeps, and 3.1.1 cannot let it expire: so
    // nothing is sent unless the device is known to be there.
    if (settings.text(VERSION).equals(V3)) need(PRESENCE_TOPIC, settings, faults);
    if (settings.has(PRESENCE_TOPIC)) need(PRESENCE_TEXT, settings, faults);
    if (settings.hasContact()) {
      need(CONTACT_TOPIC, settings, faults);
      need(OPEN_TEXT, settings, faults);
    }
    boolean named = settings.text(ANSWER_TEXT).contains(COMMAND_ID);
    if (named && !settings.text(COMMAND_BODY).contains(COMMAND_ID)) {
      faults.add(unusable(COMMAND_BODY));
    }
    // A refusal that may be another command's would give back a PIN that does open the door.
    if (settings.has(REFUSAL_TEXT) && !named) faults.add(unusable(REFUSAL_TEXT));
    return faults;
  }

  private static boolean usable(String field, DoorSettings settings) {
    String topic = settings.text(field);
    // Else our own command would be heard as what the device says.
    boolean apart = field.equals(COMMAND_TOPIC) || !topic.equals(settings.text(COMMAND_TOPIC));
    return apart && isTopic(topic);
  }

  /** MQTT 5, 4.7: a topic's name has no wildcard and no NUL; one that begins with $ is not ours. */
  static boolean isTopic(String topic) {
    return !topic.isEmpty()
        && !topic.startsWith("$")
        && topic.chars().noneMatch(it -> it == '+' || it == '#' || Character.isISOControl(it))
        && UTF_8.newEncoder().canEncode(topic);
  }

  private static void need(String field, DoorSettings settings, List<DoorFault> faults) {
    if (!settings.has(field)) faults.add(new DoorFault(field, MISSING));
  }

  private static DoorFault unusable(String field) {
    return new DoorFault(field, UNUSABLE);
  }

  private static DoorField lines(String name, int longest, String usual) {
    return new DoorField(name, Kind.LINES, usual, true, 1, longest, List.of());
  }
}
