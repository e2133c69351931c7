package dev.postern.access;

import dev.postern.access.AccessKeyTable.NewKey;
import dev.postern.database.Uuid7;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives very many people lasting keys, hashed and sealed as the program does it. */
public final class ManyKeys {
  private static final int AT_ONCE = 1_000;

  private final AccessKeyTable keys;
  private final StandingGrantTable grants;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public ManyKeys(ApplicationContext program) {
    keys = program.getBean(AccessKeyTable.class);
    grants = program.getBean(StandingGrantTable.class);
    transaction = program.getBean(TransactionTemplate.class);
    clock = program.getBean(Clock.class);
  }

  /** A live key for each of them. */
  public void live(UUID property, Form form, List<UUID> people) {
    inParts(people, person -> add(property, form, person));
  }

  /** A key for each of them that somebody deleted at once. */
  public void ended(UUID property, Form form, List<UUID> people) {
    inParts(
        people,
        person -> {
          Instant now = clock.instant();
          keys.endValue(
              add(property, form, person), "DELETED", null, now, now.plus(AccessKeys.REST));
        });
  }

  private UUID add(UUID property, Form form, UUID person) {
    Instant now = clock.instant();
    UUID grant = grants.ofPerson(person, property, null, now);
    while (true) {
      UUID id = Uuid7.at(now);
      if (keys.add(property, grant, new NewKey(id, form, draw(form), "", null, false), now)) {
        return id;
      }
    }
  }

  private static Secret draw(Form form) {
    return switch (form) {
      case PIN -> Pin.draw(8, "").digits();
      case QR, CARD -> QrText.draw(); // nobody holds these cards to a reader
    };
  }

  private interface Step {
    void of(UUID person);
  }

  private void inParts(List<UUID> people, Step step) {
    for (int from = 0; from < people.size(); from += AT_ONCE) {
      List<UUID> part = people.subList(from, Math.min(from + AT_ONCE, people.size()));
      transaction.executeWithoutResult(_ -> part.forEach(step::of));
    }
  }
}
