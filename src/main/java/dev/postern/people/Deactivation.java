package dev.postern.people;

import dev.postern.audit.Actor;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends all that hangs on a person; whoever marks them as deactivated calls it. */
@Component
class Deactivation {
  private final ObjectProvider<OnDeactivation> all; // they know modules that know this one

  Deactivation(ObjectProvider<OnDeactivation> all) {
    this.all = all;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void of(Actor actor, UUID personId, Instant now) {
    all.forEach(each -> each.deactivated(actor, personId, now));
  }
}
