package dev.postern.people;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.database.Uuid7;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import dev.postern.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Staff who forgot their password: a link to the address they sign in with, good once and for half
 * an hour. Whether an address is known is looked up later and elsewhere than where it is asked, so
 * neither the answer nor its time can tell. What is done with the link is {@link PasswordResets}.
 */
@Component
public class ForgottenPasswords {
  private static final String EVERYBODY = "everybody";

  /**
   * So long at the most until it is looked up: done at once, what a known address costs would show
   * at the request that follows.
   */
  private static final Duration LATEST_LOOK = Duration.ofSeconds(2);

  private final PasswordResetTable table;
  private final StaffTable staff;
  private final PasswordLetters letters;
  private final Limits limits;
  private final Vault vault;
  private final AuditLog audit;
  private final ObjectProvider<Scheduler> scheduler; // it knows the task, which knows this
  private final TransactionTemplate transaction;
  private final Clock clock;

  ForgottenPasswords(
      PasswordResetTable table,
      StaffTable staff,
      PasswordLetters letters,
      Limits limits,
      Vault vault,
      AuditLog audit,
      ObjectProvider<Scheduler> scheduler,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.staff = staff;
    this.letters = letters;
    this.limits = limits;
    this.vault = vault;
    this.audit = audit;
    this.scheduler = scheduler;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Sends a link to this address if a staff member signs in with it. The same is done here for
   * every address, known or not.
   *
   * @return empty, or how long to wait because it was asked too often
   */
  public Optional<Duration> ask(String email) {
    Secret address = new Secret(email.strip().toLowerCase(Locale.ROOT));
    String subject = HexFormat.of().formatHex(Secrets.hash(address));
    Optional<Duration> wait = limits.take(Limit.PASSWORD_RESETS, subject);
    if (wait.isEmpty()) wait = limits.take(Limit.PASSWORD_RESETS_IN_ALL, EVERYBODY);
    if (wait.isPresent()) return wait;
    transaction.executeWithoutResult(_ -> askLater(address));
    return Optional.empty();
  }

  private void askLater(Secret address) {
    Instant now = clock.instant();
    UUID id = Uuid7.at(now);
    table.ask(id, vault.seal(address, boundTo(id)), now);
    Duration wait = Duration.ofMillis(ThreadLocalRandom.current().nextLong(LATEST_LOOK.toMillis()));
    scheduler
        .getObject()
        .schedule(PasswordResetTask.NAME.instance(id.toString()).build(), now.plus(wait));
  }

  /** Writes to the owner of the address, if it has one. Doing it twice does nothing more. */
  @Transactional
  void lookUp(UUID id) {
    Optional<byte[]> sealed = table.lockAsked(id);
    if (sealed.isEmpty()) return;
    Secret address = vault.open(sealed.get(), boundTo(id));
    Optional<StaffMember> owner = staff.account(address.reveal()).map(StaffTable.Account::member);
    Optional<Property> property = owner.flatMap(letters::property);
    if (owner.isEmpty() || property.isEmpty()) table.forget(id);
    else send(id, owner.get(), property.get());
  }

  private void send(UUID id, StaffMember owner, Property property) {
    Instant expires = clock.instant().plus(PasswordResets.LIFE);
    Secret token = Secrets.random();
    table.replace(owner.id(), id).ifPresent(letters::stop);
    table.send(id, owner.id(), Secrets.hash(token), expires);
    letters.link(id, owner, property, token, expires);
    audit.record(
        property.id(),
        Actor.SYSTEM,
        Act.PASSWORD_RESET_ASKED,
        PasswordResets.subject(owner),
        Map.of());
  }

  private static String boundTo(UUID id) {
    return "password_reset:" + id;
  }
}
