package dev.postern.door.driver.shelly;

import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;

import dev.postern.door.DoorDriver;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorSettings;
import dev.postern.door.Health;
import dev.postern.door.Health.Ill;
import dev.postern.door.Health.Well;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.shelly.ShellySocket.Broken;
import dev.postern.door.driver.shelly.ShellySocket.Frame;
import dev.postern.door.driver.shelly.ShellySocket.Nothing;
import dev.postern.vault.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Listens to one device on a websocket. A device tells nothing before a request with a name in
 * {@code src} came from us, so the watch begins with a look. What counts is the level: every sign
 * is followed by a look, and where there are none, a look comes every few seconds. It takes the
 * place of a ping, for a device that answers no question is dead however well its network is.
 */
final class ShellyWatch {
  /** With the longest look a dead device is noticed within seven seconds. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(4);

  private final ShellySocket socket;
  private final ShellyFrames frames;
  private final DoorSettings settings;
  private final Secret password;
  private final DoorListener listener;
  private final ShellySigns signs;
  private @Nullable Map<String, Object> auth;
  private boolean signCame;

  ShellyWatch(
      ShellySocket socket,
      ShellyFrames frames,
      DoorSettings settings,
      Secret password,
      DoorListener listener) {
    this.socket = socket;
    this.frames = frames;
    this.settings = settings;
    this.password = password;
    this.listener = listener;
    this.signs = new ShellySigns(settings, listener);
  }

  /** What a device said to a question. */
  private sealed interface Said {}

  private record Answer(JsonNode frame) implements Said {}

  private record Lost(OpeningReason because) implements Said {}

  /** Until the line is lost; returns why. */
  OpeningReason untilLost() throws InterruptedException {
    OpeningReason lost = null;
    while (lost == null) {
      signCame = false;
      switch (look()) {
        case Well(var contact, var device) -> {
          listener.well(contact);
          lost = untilSign();
        }
        case Ill(var because) -> lost = because;
      }
    }
    return lost;
  }

  /** Waits until a sign came or it is time for a look; why the line is lost, or null. */
  private @Nullable OpeningReason untilSign() throws InterruptedException {
    long endsAt = System.nanoTime() + BETWEEN_LOOKS.toNanos();
    while (!signCame) {
      switch (socket.next(ShellyCall.until(endsAt))) {
        case Nothing() -> {
          return null;
        }
        case Broken(var because) -> {
          return because;
        }
        case Frame(var text) -> {
          Optional<JsonNode> frame = frames.tree(text);
          if (frame.isEmpty()) return SILENT;
          hear(frame.get());
        }
      }
    }
    return null;
  }

  private Health look() throws InterruptedException {
    long endsAt = System.nanoTime() + DoorDriver.LONGEST_LOOK.toNanos();
    Said said = ask(endsAt);
    if (said instanceof Answer(var frame) && isChallenge(frame)) {
      Optional<FrameChallenge> challenge =
          frames.tree(frame.path("error").path("message").asString("")).flatMap(FrameChallenge::in);
      if (challenge.isEmpty()) return new Ill(PASSWORD_REFUSED);
      auth = challenge.get().answer(password);
      said = ask(endsAt);
    }
    return switch (said) {
      case Lost(var because) -> new Ill(because);
      case Answer(var frame) when isChallenge(frame) -> new Ill(PASSWORD_REFUSED);
      case Answer(var frame) -> ShellyCall.health(settings, ShellyFrames.result(frame), "");
    };
  }

  private Said ask(long endsAt) throws InterruptedException {
    String question = settings.hasContact() ? frames.contact(auth) : frames.question(auth);
    OpeningReason unsent = socket.send(question, ShellyCall.until(endsAt));
    if (unsent != null) return new Lost(unsent);
    while (true) {
      switch (socket.next(ShellyCall.until(endsAt))) {
        case Nothing() -> {
          return new Lost(SILENT);
        }
        case Broken(var because) -> {
          return new Lost(because);
        }
        case Frame(var text) -> {
          Optional<JsonNode> frame = frames.tree(text);
          if (frame.isEmpty()) return new Lost(SILENT);
          if (frames.answersUs(frame.get())) return new Answer(frame.get());
          hear(frame.get());
        }
      }
    }
  }

  /** A sign asks for another look: the answer under way may be older than it. */
  private void hear(JsonNode frame) {
    if (!ShellySigns.isSign(frame)) return;
    signs.tell(frame);
    signCame = true;
  }

  private static boolean isChallenge(JsonNode frame) {
    return frame.path("error").path("code").asInt(0) == 401;
  }
}
