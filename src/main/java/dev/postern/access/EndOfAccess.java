package dev.postern.access;

import dev.postern.audit.Actor;
import dev.postern.notification.Notifications;
import dev.postern.people.OnDeactivation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends all that a person can enter with, at every property and for good. */
@Component
class EndOfAccess implements OnDeactivation {
  static final String DELETED = "DELETED";
  static final String REPLACED = "REPLACED";
  static final String STOPPED = "STOPPED";
  static final String DEACTIVATED = "DEACTIVATED";

  private final StandingGrantTable grants;
  private final AccessKeyTable keys;
  private final Notifications notifications;

  EndOfAccess(StandingGrantTable grants, AccessKeyTable keys, Notifications notifications) {
    this.grants = grants;
    this.keys = keys;
    this.notifications = notifications;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void deactivated(Actor actor, UUID personId, Instant now) {
    of(actor, personId, DEACTIVATED, now);
  }

  /** Ends one lasting key at every door; false if it had ended already. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean ofKey(Actor actor, UUID keyId, String because, Instant now) {
    notifications.stop(keyId, Notifications.ENDED);
    return keys.endValue(keyId, because, actor.id(), now, now.plus(AccessKeys.REST));
  }

  /** Whether anything was left to end; the caller holds the person. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean of(Actor actor, UUID personId, String because, Instant now) {
    List<UUID> ended = grants.revokeAll(personId, actor.id(), because, now);
    for (UUID grant : ended) {
      for (UUID key : keys.valuesOf(grant)) notifications.stop(key, Notifications.ENDED);
      notifications.stop(grant, Notifications.ENDED);
      keys.endGrant(grant, because, actor.id(), now, now.plus(AccessKeys.REST));
    }
    return !ended.isEmpty();
  }
}
