package dev.postern.people;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.notification.NoticeText;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keys in a person's device that prove who they are to this site and to no other (WebAuthn). The
 * device asks for a finger, a face or its own PIN, so a passkey is two factors at once.
 */
@Component
public class Passkeys {
  /** How long a challenge waits for its answer. */
  public static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);

  public static final int LONGEST_NAME = 60;

  /** COSE's numbers of Ed25519, ES256 and RS256, the best first. */
  public static final List<Long> ALGORITHMS =
      Stream.of(
              COSEAlgorithmIdentifier.EdDSA,
              COSEAlgorithmIdentifier.ES256,
              COSEAlgorithmIdentifier.RS256)
          .map(COSEAlgorithmIdentifier::getValue)
          .toList();

  private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager verifier =
      WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter publicKeys =
      new AttestedCredentialDataConverter(converter);

  private final PasskeyTable table;
  private final StaffTable staff;
  private final SecondFactors secondFactors;
  private final OwnerNotices notices;
  private final AuditLog audit;
  private final Clock clock;

  Passkeys(
      PasskeyTable table,
      StaffTable staff,
      SecondFactors secondFactors,
      OwnerNotices notices,
      AuditLog audit,
      Clock clock) {
    this.table = table;
    this.staff = staff;
    this.secondFactors = secondFactors;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /** The answer to a passkey that somebody wants to add. */
  public sealed interface Addition {
    /**
     * @param recoveryCodes to keep on paper, in groups; none unless this is their first second
     *     factor
     */
    record Added(List<Secret> recoveryCodes) implements Addition {}

    /** It is known already, or not an answer to this challenge from this site. */
    record Refused() implements Addition {}
  }

  @Transactional(readOnly = true)
  public List<Passkey> of(UUID personId) {
    return table.ofPerson(personId);
  }

  /** A challenge for this person, or for whoever has a passkey of this site. */
  @Transactional(readOnly = true)
  public PasskeyChallenge challenge(RelyingParty site, @Nullable UUID personId) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    List<PasskeyTable.Stored> known = personId == null ? List.of() : table.storedOf(personId);
    return new PasskeyChallenge(
        BASE_64.encodeToString(random),
        site.id(),
        known.stream()
            .map(passkey ->
                new PasskeyChallenge.Known(
                    BASE_64.encodeToString(passkey.credentialId()), passkey.transports()))
            .toList());
  }

  /** The bytes by which a person's device knows them here. */
  public static String handle(UUID personId) {
    return BASE_64.encodeToString(handleBytes(personId));
  }

  /**
   * Adds a passkey that a browser has made.
   *
   * @param answer what the browser gave, as JSON
   * @param challenge the one that was given to that browser, and to no other answer
   */
  @Transactional
  public Addition add(
      StaffMember member,
      Property at,
      RelyingParty site,
      String challenge,
      String answer,
      String name) {
    Optional<RegistrationData> made = made(site, challenge, answer);
    if (made.isEmpty()) return new Addition.Refused();
    Instant now = clock.instant();
    AttestationObject device = made.get().getAttestationObject();
    if (device == null) return new Addition.Refused();
    var data = device.getAuthenticatorData();
    AttestedCredentialData key = data.getAttestedCredentialData();
    if (key == null) return new Addition.Refused();
    boolean added =
        table.add(
            new PasskeyTable.Stored(
                Uuid7.at(now),
                member.id(),
                name,
                key.getCredentialId(),
                publicKeys.convert(key),
                data.isFlagBE(),
                transports(made.get()),
                data.getSignCount()),
            now);
    if (!added) return new Addition.Refused();
    remember(member, at, Act.PASSKEY_ADDED, name);
    notices.tell(member, at, NoticeText.Kind.PASSKEY_ADDED, name);
    return new Addition.Added(secondFactors.firstCodes(member));
  }

  /**
   * Who shows this passkey: empty if it is none of an active staff member, or not an answer to this
   * challenge from this site, or was shown before.
   *
   * @param answer what the browser gave, as JSON
   */
  @Transactional
  public Optional<StaffMember> check(RelyingParty site, String challenge, String answer) {
    Optional<AuthenticationData> shown = parsed(answer);
    if (shown.isEmpty()) return Optional.empty();
    Optional<PasskeyTable.Stored> passkey =
        Optional.ofNullable(shown.get().getCredentialId()).flatMap(table::find);
    if (passkey.isEmpty()) return Optional.empty();
    if (isOfAnother(shown.get(), passkey.get())
        || !verified(shown.get(), passkey.get(), site, challenge)) {
      return Optional.empty();
    }
    var data = shown.get().getAuthenticatorData();
    byte[] once = Secrets.hash(new Secret(challenge));
    boolean first =
        data != null && table.use(passkey.get().id(), once, data.getSignCount(), clock.instant());
    return first ? staff.find(passkey.get().personId()) : Optional.empty();
  }

  /** False if it is none of theirs. */
  @Transactional
  public boolean rename(StaffMember member, UUID id, String name) {
    return table.rename(member.id(), id, name);
  }

  /** The passkey opens nothing here any more. False if it is none of theirs. */
  @Transactional
  public boolean remove(StaffMember member, Property at, UUID id) {
    Optional<Passkey> theirs =
        of(member.id()).stream().filter(passkey -> passkey.id().equals(id)).findFirst();
    if (theirs.isEmpty() || !table.remove(member.id(), id)) return false;
    remember(member, at, Act.PASSKEY_REMOVED, theirs.get().name());
    notices.tell(member, at, NoticeText.Kind.SECOND_FACTOR_CHANGED, "");
    secondFactors.forgetIdleCodes(member.id());
    return true;
  }

  private Optional<RegistrationData> made(RelyingParty site, String challenge, String answer) {
    return understood(() ->
        verifier.verifyRegistrationResponseJSON(
            answer,
            new RegistrationParameters(expected(site, challenge), algorithms(), true, true)));
  }

  private Optional<AuthenticationData> parsed(String answer) {
    return understood(() -> verifier.parseAuthenticationResponseJSON(answer));
  }

  /** Nonsense makes the verifier throw whatever comes, a null pointer too: it is no answer. */
  private static <T> Optional<T> understood(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RuntimeException refused) {
      return Optional.empty();
    }
  }

  /** A device may say whose passkey it shows, and then it must be theirs. */
  private static boolean isOfAnother(AuthenticationData shown, PasskeyTable.Stored passkey) {
    return Optional.ofNullable(shown.getUserHandle())
        .map(handle -> !Arrays.equals(handle, handleBytes(passkey.personId())))
        .orElse(false);
  }

  private boolean verified(
      AuthenticationData shown, PasskeyTable.Stored passkey, RelyingParty site, String challenge) {
    var record =
        new CredentialRecordImpl(
            new NoneAttestationStatement(),
            true,
            passkey.backupEligible(),
            null,
            passkey.signCount(),
            publicKeys.convert(passkey.publicKey()),
            null,
            null,
            null,
            Set.of());
    var asked = new AuthenticationParameters(expected(site, challenge), record, null, true, true);
    return understood(() -> verifier.verify(shown, asked)).isPresent();
  }

  private static List<PublicKeyCredentialParameters> algorithms() {
    return ALGORITHMS.stream()
        .map(COSEAlgorithmIdentifier::create)
        .map(algorithm ->
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
        .toList();
  }

  private static ServerProperty expected(RelyingParty site, String challenge) {
    return ServerProperty.builder()
        .origin(new Origin(site.origin()))
        .rpId(site.id())
        .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)))
        .build();
  }

  private static List<String> transports(RegistrationData made) {
    Set<AuthenticatorTransport> given = made.getTransports();
    if (given == null) return List.of();
    return given.stream()
        .map(AuthenticatorTransport::getValue)
        .filter(transport -> transport.matches("[a-z-]{1,20}"))
        .sorted()
        .collect(Collectors.toList());
  }

  private void remember(StaffMember member, Property at, Act act, String passkey) {
    audit.record(
        at.id(),
        Actor.staff(member.id(), member.name()),
        act,
        new Subject("staff-member", member.id(), member.name()),
        Map.of("passkey", passkey));
  }

  private static byte[] handleBytes(UUID personId) {
    return ByteBuffer.allocate(16)
        .putLong(personId.getMostSignificantBits())
        .putLong(personId.getLeastSignificantBits())
        .array();
  }
}
