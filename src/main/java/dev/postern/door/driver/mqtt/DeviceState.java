package dev.postern.door.driver.mqtt;

import static dev.postern.door.driver.mqtt.MqttFields.CONTACT_TOPIC;
import static dev.postern.door.driver.mqtt.MqttFields.EXIT_TEXT;
import static dev.postern.door.driver.mqtt.MqttFields.EXIT_TOPIC;
import static dev.postern.door.driver.mqtt.MqttFields.OPEN_TEXT;
import static dev.postern.door.driver.mqtt.MqttFields.PRESENCE_TEXT;
import static dev.postern.door.driver.mqtt.MqttFields.PRESENCE_TOPIC;

import dev.postern.door.Contact;
import dev.postern.door.DoorSettings;
import dev.postern.door.DoorSign;
import dev.postern.door.OpeningReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the device's messages have said by now; a topic's newest message is the truth. */
final class DeviceState {
  private final DoorSettings settings;
  private final boolean needsPresence;
  private final boolean needsContact;
  private @Nullable Boolean present;
  private @Nullable Contact contact;

  private DeviceState(DoorSettings settings, boolean needsContact) {
    this.settings = settings;
    this.needsPresence = settings.has(PRESENCE_TOPIC);
    this.needsContact = needsContact;
  }

  /** For a command: it does not depend on the contact. */
  static DeviceState ofPresence(DoorSettings settings) {
    return new DeviceState(settings, false);
  }

  static DeviceState ofAll(DoorSettings settings) {
    return new DeviceState(settings, settings.hasContact());
  }

  /** Whether all is known that there is to know. */
  boolean known() {
    return away() || missing() == null;
  }

  /** Its last will has spoken, or it said so itself. */
  boolean away() {
    return present != null && !present;
  }

  /** What it means that no more has been said; null if enough has. */
  @Nullable OpeningReason missing() {
    if (away() || (needsPresence && present == null)) return OpeningReason.UNREACHABLE;
    return needsContact && contact == null ? OpeningReason.SILENT : null;
  }

  @Nullable Contact contact() {
    return contact;
  }

  /** What this message tells that was not known. */
  List<DoorSign> hear(Inbox.Message message) {
    List<DoorSign> signs = new ArrayList<>();
    if (message.topic().equals(settings.text(PRESENCE_TOPIC))) {
      present = new Words(settings.text(PRESENCE_TEXT)).in(message.text());
    }
    // An empty message only says that the broker shall keep none.
    if (needsContact
        && message.topic().equals(settings.text(CONTACT_TOPIC))
        && !message.text().isEmpty()) {
      Contact before = contact;
      contact = settings.contact(new Words(settings.text(OPEN_TEXT)).in(message.text()));
      if (before != null && before != contact) signs.add(moved(contact));
    }
    if (message.topic().equals(settings.text(EXIT_TOPIC)) && pressed(message)) {
      signs.add(new DoorSign(DoorSign.Kind.EXIT_BUTTON));
    }
    return signs;
  }

  /** A message that the broker kept is an old press. */
  private boolean pressed(Inbox.Message message) {
    return !message.kept()
        && !message.text().isEmpty()
        && (!settings.has(EXIT_TEXT) || new Words(settings.text(EXIT_TEXT)).in(message.text()));
  }

  private static DoorSign moved(Contact to) {
    return new DoorSign(to == Contact.OPEN ? DoorSign.Kind.OPENED : DoorSign.Kind.CLOSED);
  }
}
