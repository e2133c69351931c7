package dev.postern.door.driver.shelly;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.UNREACHABLE;

import dev.postern.door.DoorSettings;
import dev.postern.door.Health;
import dev.postern.door.Health.Ill;
import dev.postern.door.Health.Well;
import dev.postern.door.HostAndPort;
import dev.postern.door.driver.HttpCall;
import dev.postern.door.driver.HttpCall.Answered;
import dev.postern.door.driver.HttpCall.Header;
import dev.postern.door.driver.HttpCall.Lost;
import dev.postern.door.driver.HttpCall.NeverLeft;
import dev.postern.door.driver.HttpCall.Reply;
import dev.postern.door.driver.shelly.ShellyFrames.NoResult;
import dev.postern.door.driver.shelly.ShellyFrames.Read;
import dev.postern.door.driver.shelly.ShellyFrames.Result;
import dev.postern.vault.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What goes to a device by HTTP: frames, each by a POST of its own. */
final class ShellyCall {
  static final String PATH = "/rpc";
  private static final Header JSON = new Header("Content-Type", new Secret("application/json"));

  private final HttpCall call;

  ShellyCall(HostAndPort address) {
    this.call = new HttpCall(URI.create("http://" + address + PATH));
  }

  Reply post(String body, @Nullable Secret authorization, Duration limit) {
    List<Header> headers = new ArrayList<>(List.of(JSON));
    if (authorization != null) headers.add(new Header("Authorization", authorization));
    return call.send("POST", headers, body, limit);
  }

  /**
   * Asks what moves nothing, a second time with the password if the device wants one.
   *
   * @param endsAt on the scale of {@link System#nanoTime}
   */
  Read ask(ShellyFrames frames, String frame, Secret password, long endsAt) {
    Reply reply = post(frame, null, until(endsAt));
    if (reply instanceof Answered answer && answer.status() == 401) {
      Optional<DigestChallenge> challenge = DigestChallenge.in(answer.challenges());
      if (challenge.isEmpty()) return new NoResult(PASSWORD_REFUSED);
      reply = post(frame, challenge.get().answer(password), until(endsAt));
    }
    return switch (reply) {
      case NeverLeft() -> new NoResult(UNREACHABLE);
      case Lost(var because) -> new NoResult(SILENT);
      case Answered answer when answer.status() == 401 -> new NoResult(PASSWORD_REFUSED);
      case Answered answer when answer.status() == 200 ->
          frames
              .tree(answer.body())
              .filter(frames::answersUs)
              .map(ShellyFrames::result)
              .orElseGet(() -> new NoResult(SILENT));
      case Answered answer -> new NoResult(DEVICE_REFUSED);
    };
  }

  /**
   * What the answer about the contact says; where there is none, about the relay.
   *
   * @param device what the device says it is
   */
  static Health health(DoorSettings settings, Read read, String device) {
    return switch (read) {
      case NoResult(var because) -> new Ill(because);
      case Result(var result) when settings.hasContact() -> {
        JsonNode state = result.path("state");
        // An input that is set as a button has no state: then the contact cannot be read.
        yield state.isBoolean()
            ? new Well(settings.contact(state.booleanValue()), device)
            : new Ill(NOT_READY);
      }
      case Result(var result) ->
          result.path("output").isBoolean() ? new Well(null, device) : new Ill(SILENT);
    };
  }

  static Duration until(long endsAt) {
    return Duration.ofNanos(endsAt - System.nanoTime());
  }
}
