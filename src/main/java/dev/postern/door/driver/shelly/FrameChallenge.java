package dev.postern.door.driver.shelly;

import dev.postern.vault.Secret;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A device's challenge on a websocket. It comes as JSON inside the message of error 401 and is
 * answered by an object {@code auth} in the frame, which may be used again until the device
 * challenges anew. What would be method and address in HTTP is the same two words always. Source:
 * "Authentication" in the maker's description of its interface of the second generation.
 *
 * @param nonce a number before firmware 2.0, a text since; given back as it came
 */
record FrameChallenge(String realm, JsonNode nonce, int count) {
  private static final String USER = "admin";
  private static final String METHOD_AND_URI = "dummy_method:dummy_uri";
  private static final String ALGORITHM = "SHA-256";
  private static final Pattern TEXT = Pattern.compile("[\\x20-\\x7e]{1,200}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * @param message the JSON of the message of the error
   */
  static Optional<FrameChallenge> in(JsonNode message) {
    JsonNode realm = message.path("realm");
    JsonNode nonce = message.path("nonce");
    JsonNode count = message.path("nc");
    boolean whole =
        message.path("auth_type").asString("").equals("digest")
            && message.path("algorithm").asString("").equals(ALGORITHM)
            && realm.isString()
            && TEXT.matcher(realm.asString()).matches()
            && (nonce.isIntegralNumber() || nonce.isString())
            && TEXT.matcher(nonce.asString()).matches()
            && (count.isMissingNode() || count.isInt());
    return whole
        ? Optional.of(new FrameChallenge(realm.asString(), nonce, count.asInt(1)))
        : Optional.empty();
  }

  /** The object that proves the password. */
  Map<String, Object> answer(Secret password) {
    int cnonce = RANDOM.nextInt(1, Integer.MAX_VALUE);
    return Map.of(
        "realm", realm,
        "username", USER,
        "nonce", nonce,
        "cnonce", cnonce,
        "response", response(password, cnonce),
        "algorithm", ALGORITHM);
  }

  String response(Secret password, int cnonce) {
    String who = DigestChallenge.hash(USER + ":" + realm + ":" + password.reveal());
    String what = DigestChallenge.hash(METHOD_AND_URI);
    return DigestChallenge.hash(
        who + ":" + nonce.asString() + ":" + count + ":" + cnonce + ":auth:" + what);
  }
}
