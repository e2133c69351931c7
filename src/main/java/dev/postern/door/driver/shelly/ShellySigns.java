package dev.postern.door.driver.shelly;

import dev.postern.door.Contact;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorSettings;
import dev.postern.door.DoorSign;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a device tells by itself: {@code NotifyStatus} with the new state of an input that is a
 * switch, {@code NotifyEvent} with {@code btn_down} of one that is a button. Its time stamp comes
 * from its own clock, which may be wrong or jump, so it serves to recognise what was told before,
 * and nothing else. Source: "Notifications" and "Input" in the maker's description.
 */
final class ShellySigns {
  private static final int REMEMBERED = 200;

  private final DoorSettings settings;
  private final DoorListener listener;
  private final Set<String> told =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  ShellySigns(DoorSettings settings, DoorListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  static boolean isSign(JsonNode frame) {
    return frame.path("method").asString("").startsWith("Notify");
  }

  void tell(JsonNode frame) {
    JsonNode params = frame.path("params");
    String time = time(params);
    if (settings.hasContact()) {
      JsonNode state = state(params, ShellyDriver.CONTACT_INPUT);
      if (state.isBoolean() && isNew(time, "contact " + state.booleanValue())) {
        boolean open = settings.contact(state.booleanValue()) == Contact.OPEN;
        listener.heard(new DoorSign(open ? DoorSign.Kind.OPENED : DoorSign.Kind.CLOSED));
      }
    }
    if (!settings.has(ShellyDriver.EXIT_INPUT)) return;
    if (state(params, ShellyDriver.EXIT_INPUT).asBoolean(false)) pressed(time);
    for (JsonNode event : params.path("events")) {
      boolean button = event.path("component").asString("").equals(name(ShellyDriver.EXIT_INPUT));
      if (button && event.path("event").asString("").equals("btn_down")) {
        pressed(event.has("ts") ? time(event) : time);
      }
    }
  }

  private void pressed(String time) {
    if (isNew(time, "exit")) listener.heard(new DoorSign(DoorSign.Kind.EXIT_BUTTON));
  }

  private JsonNode state(JsonNode params, String field) {
    return params.path(name(field)).path("state");
  }

  private String name(String field) {
    return "input:" + settings.number(field);
  }

  private static String time(JsonNode at) {
    return at.path("ts").isNumber() ? at.path("ts").asString() : "";
  }

  /** What has no time is no repeat of anything. */
  private boolean isNew(String time, String what) {
    return time.isEmpty() || told.add(time + " " + what);
  }
}
