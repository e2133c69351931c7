package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.notification.NoticeText;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a staff member shows beside the password: the code of an authenticator app, or a recovery
 * code when it is lost. Whoever has one, or a passkey, does not get in by the password alone.
 */
@Component
public class SecondFactors {
  /** How long a new app's secret waits for its first code. */
  public static final Duration SET_UP_LIFE = Duration.ofMinutes(15);

  private static final Pattern APP_CODE = Pattern.compile("\\d{6}");

  private final SecondFactorTable table;
  private final Vault vault;
  private final Limits limits;
  private final OwnerNotices notices;
  private final AuditLog audit;
  private final Clock clock;

  SecondFactors(
      SecondFactorTable table,
      Vault vault,
      Limits limits,
      OwnerNotices notices,
      AuditLog audit,
      Clock clock) {
    this.table = table;
    this.vault = vault;
    this.limits = limits;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a person has.
   *
   * @param appSince null without an authenticator app
   * @param codesLeft recovery codes that were not used yet
   */
  public record Has(@Nullable Instant appSince, int codesLeft) {}

  /**
   * A new app's secret.
   *
   * @param secret in base 32, to be typed; {@code address} the same as the QR code's text
   */
  public record AppSetUp(Secret secret, Secret address) {}

  /** The answer to a code, which is not even looked at after too many. */
  public sealed interface CodeAnswer {
    /**
     * @param recoveryCodes new ones to keep on paper, in groups; none unless these are the first
     */
    record Right(List<Secret> recoveryCodes) implements CodeAnswer {}

    record Wrong() implements CodeAnswer {}

    record TooManyTries(Duration pause) implements CodeAnswer {}
  }

  /** Whether there is anything to ask for beside the password. */
  @Transactional(readOnly = true)
  public boolean any(UUID personId) {
    return table.any(personId);
  }

  @Transactional(readOnly = true)
  public Has of(UUID personId) {
    Instant since = table.app(personId).map(SecondFactorTable.App::confirmedAt).orElse(null);
    return new Has(since, table.codesLeft(personId));
  }

  /**
   * Checks the code of the app or a recovery code; either works once. Tries are counted before they
   * are looked at, per person.
   */
  @Transactional
  public CodeAnswer check(StaffMember member, @Nullable Property at, String typed) {
    Optional<Duration> wait = limits.take(Limit.SECOND_FACTOR_TRIES, member.id().toString());
    if (wait.isPresent()) return new CodeAnswer.TooManyTries(wait.get());
    String code = typed.replaceAll("[\\s-]", "");
    boolean right =
        APP_CODE.matcher(code).matches()
            ? appShows(member, code)
            : takesRecoveryCode(member, at, code);
    if (!right) return new CodeAnswer.Wrong();
    limits.giveBack(Limit.SECOND_FACTOR_TRIES, member.id().toString());
    return new CodeAnswer.Right(List.of());
  }

  /** Makes a secret for an app; it counts once {@link #confirmApp} has seen a code of it. */
  @Transactional
  public void beginApp(StaffMember member) {
    table.beginApp(
        member.id(), vault.seal(Totp.newSecret(), boundTo(member.id())), clock.instant());
  }

  /** The secret that waits for its first code, if one does. */
  @Transactional(readOnly = true)
  public Optional<AppSetUp> waitingApp(StaffMember member) {
    return waiting(member.id(), clock.instant())
        .map(app -> vault.open(app.sealedSecret(), boundTo(member.id())))
        .map(secret -> new AppSetUp(secret, Totp.address(secret, member.email())));
  }

  /** The app is theirs from now on, if the code is one of its secret. */
  @Transactional
  public CodeAnswer confirmApp(StaffMember member, Property at, String typed) {
    Instant now = clock.instant();
    Optional<Duration> wait = limits.take(Limit.SECOND_FACTOR_TRIES, member.id().toString());
    if (wait.isPresent()) return new CodeAnswer.TooManyTries(wait.get());
    Optional<SecondFactorTable.App> app = waiting(member.id(), now);
    if (app.isEmpty()) return new CodeAnswer.Wrong();
    Secret secret = vault.open(app.get().sealedSecret(), boundTo(member.id()));
    OptionalLong step = Totp.step(secret, typed.replaceAll("\\s", ""), now);
    boolean confirmed =
        step.isPresent()
            && table.confirmApp(member.id(), app.get().begunAt(), step.getAsLong(), now);
    if (!confirmed) return new CodeAnswer.Wrong();
    limits.giveBack(Limit.SECOND_FACTOR_TRIES, member.id().toString());
    remember(member, at, Act.AUTHENTICATOR_APP_ADDED);
    notices.tell(member, at, NoticeText.Kind.SECOND_FACTOR_CHANGED, "");
    return new CodeAnswer.Right(firstCodes(member));
  }

  /** The app's codes work no more. */
  @Transactional
  public void removeApp(StaffMember member, Property at) {
    if (!table.removeApp(member.id())) return;
    remember(member, at, Act.AUTHENTICATOR_APP_REMOVED);
    notices.tell(member, at, NoticeText.Kind.SECOND_FACTOR_CHANGED, "");
    forgetIdleCodes(member.id());
  }

  /** New recovery codes, in groups, shown this once; the older ones work no more. */
  @Transactional
  public List<Secret> newCodes(StaffMember member, Property at) {
    remember(member, at, Act.RECOVERY_CODES_MADE);
    return makeCodes(member.id());
  }

  /** Recovery codes for whoever has their first second factor, and none for who has codes. */
  List<Secret> firstCodes(StaffMember member) {
    return table.codesLeft(member.id()) > 0 ? List.of() : makeCodes(member.id());
  }

  /** Without a second factor there is nothing that the codes could stand in for. */
  void forgetIdleCodes(UUID personId) {
    if (!table.any(personId)) table.removeCodes(personId);
  }

  private List<Secret> makeCodes(UUID personId) {
    List<Secret> codes = RecoveryCodes.fresh();
    table.replaceCodes(
        personId, codes.stream().map(code -> RecoveryCodes.hash(code.reveal())).toList());
    return codes.stream().map(RecoveryCodes::grouped).toList();
  }

  private boolean appShows(StaffMember member, String code) {
    Optional<SecondFactorTable.App> app =
        table.app(member.id()).filter(found -> found.confirmedAt() != null);
    if (app.isEmpty()) return false;
    Secret secret = vault.open(app.get().sealedSecret(), boundTo(member.id()));
    OptionalLong step = Totp.step(secret, code, clock.instant());
    return step.isPresent() && table.takeStep(member.id(), step.getAsLong());
  }

  private boolean takesRecoveryCode(StaffMember member, @Nullable Property at, String code) {
    if (!table.useCode(member.id(), RecoveryCodes.hash(code), clock.instant())) return false;
    audit.record(
        at == null ? null : at.id(),
        Actor.staff(member.id(), member.name()),
        Act.RECOVERY_CODE_USED,
        subject(member),
        Map.of("left", String.valueOf(table.codesLeft(member.id()))));
    return true;
  }

  private Optional<SecondFactorTable.App> waiting(UUID personId, Instant now) {
    return table
        .app(personId)
        .filter(app -> app.confirmedAt() == null)
        .filter(app -> now.isBefore(app.begunAt().plus(SET_UP_LIFE)));
  }

  private void remember(StaffMember member, Property at, Act act) {
    audit.record(at.id(), Actor.staff(member.id(), member.name()), act, subject(member), Map.of());
  }

  private static Subject subject(StaffMember member) {
    return new Subject("staff-member", member.id(), member.name());
  }

  private static String boundTo(UUID personId) {
    return "totp:" + personId;
  }
}
