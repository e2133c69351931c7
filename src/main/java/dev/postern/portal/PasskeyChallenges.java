package dev.postern.portal;

import dev.postern.notification.PublicUrl;
import dev.postern.people.PasskeyChallenge;
import dev.postern.people.Passkeys;
import dev.postern.people.RelyingParty;
import dev.postern.people.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Challenges on their way to a browser and back: each is kept in its session, for one answer, and
 * for the purpose that it was given for.
 */
@Component
class PasskeyChallenges {
  private static final String CHALLENGE = "passkey-challenge";
  private static final String PURPOSE = "passkey-purpose";
  private static final String SINCE = "passkey-since";

  private final Passkeys passkeys;
  private final RelyingParty site;
  private final Clock clock;

  PasskeyChallenges(Passkeys passkeys, PublicUrl url, Clock clock) {
    this.passkeys = passkeys;
    this.site = RelyingParty.at(url.site());
    this.clock = clock;
  }

  enum Purpose {
    SIGN_IN,
    CONFIRM,
    ADD
  }

  /** This site, which a passkey is bound to. */
  RelyingParty site() {
    return site;
  }

  /** What {@code navigator.credentials.get} is called with. */
  ResponseEntity<Map<String, Object>> toShow(
      HttpServletRequest request, Purpose purpose, @Nullable StaffMember member) {
    PasskeyChallenge challenge = passkeys.challenge(site, member == null ? null : member.id());
    keep(request, purpose, challenge);
    return json(
        Map.of(
            "challenge", challenge.challenge(),
            "rpId", challenge.site(),
            "timeout", Passkeys.CHALLENGE_LIFE.toMillis(),
            "userVerification", "required",
            "allowCredentials", known(challenge)));
  }

  /** What {@code navigator.credentials.create} is called with. */
  ResponseEntity<Map<String, Object>> toMake(HttpServletRequest request, StaffMember member) {
    PasskeyChallenge challenge = passkeys.challenge(site, member.id());
    keep(request, Purpose.ADD, challenge);
    return json(
        Map.of(
            "challenge", challenge.challenge(),
            "rp", Map.of("id", challenge.site(), "name", "Postern"),
            "user",
                Map.of(
                    "id", Passkeys.handle(member.id()),
                    "name", member.email(),
                    "displayName", member.name()),
            "pubKeyCredParams",
                Passkeys.ALGORITHMS.stream()
                    .map(algorithm -> Map.of("type", "public-key", "alg", algorithm))
                    .toList(),
            "timeout", Passkeys.CHALLENGE_LIFE.toMillis(),
            "attestation", "none",
            "excludeCredentials", known(challenge),
            "authenticatorSelection",
                Map.of(
                    "residentKey", "required",
                    "requireResidentKey", true,
                    "userVerification", "required")));
  }

  /** The challenge that an answer must hold; whoever asks again gets none. */
  Optional<String> take(HttpServletRequest request, Purpose purpose) {
    HttpSession session = request.getSession(false);
    if (session == null
        || !(session.getAttribute(CHALLENGE) instanceof String challenge)
        || !(session.getAttribute(SINCE) instanceof Long since)) {
      return Optional.empty();
    }
    boolean forThis = purpose.name().equals(session.getAttribute(PURPOSE));
    Instant end = Instant.ofEpochMilli(since).plus(Passkeys.CHALLENGE_LIFE);
    session.removeAttribute(CHALLENGE);
    return forThis && clock.instant().isBefore(end) ? Optional.of(challenge) : Optional.empty();
  }

  /** Whatever kind of answer was asked for: scripts ask for any. */
  private static ResponseEntity<Map<String, Object>> json(Map<String, Object> options) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(options);
  }

  private void keep(HttpServletRequest request, Purpose purpose, PasskeyChallenge challenge) {
    HttpSession session = request.getSession();
    session.setAttribute(CHALLENGE, challenge.challenge());
    session.setAttribute(PURPOSE, purpose.name());
    session.setAttribute(SINCE, clock.instant().toEpochMilli());
  }

  private static List<Map<String, Object>> known(PasskeyChallenge challenge) {
    return challenge.known().stream()
        .map(passkey ->
            Map.<String, Object>of(
                "type", "public-key", "id", passkey.id(), "transports", passkey.transports()))
        .toList();
  }
}
