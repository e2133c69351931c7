package dev.postern.access;

import dev.postern.access.AccessKeyTable.NewKey;
import dev.postern.audit.Actor;
import dev.postern.people.OnAssignment;
import dev.postern.people.People;
import dev.postern.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a person's lasting keys known at the properties they were newly assigned to. A value that
 * somebody has there, or that rests there, stays unknown at that property until a new one is given;
 * the key's page says where it opens.
 */
@Component
class KeysFollowAssignment implements OnAssignment {
  private final AccessKeyTable keys;
  private final StandingGrantTable grants;
  private final People people;

  KeysFollowAssignment(AccessKeyTable keys, StandingGrantTable grants, People people) {
    this.keys = keys;
    this.grants = grants;
    this.people = people;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void assigned(Actor actor, UUID personId, Instant now) {
    Optional<Person> found = people.lock(personId).filter(Person::active);
    if (found.isEmpty()) return;
    List<AccessKey> lasting =
        keys.ofPerson(personId, now).stream()
            .filter(key -> key.lasting() && !key.state().ended())
            .toList();
    for (AccessKey key : lasting) {
      Set<UUID> known = keys.properties(key.id());
      for (UUID property : found.get().properties()) {
        if (!known.contains(property)) add(key, personId, property, actor, now);
      }
    }
  }

  private void add(AccessKey key, UUID personId, UUID property, Actor actor, Instant now) {
    var value = keys.value(key.id());
    if (value.isEmpty()) return;
    UUID grant = grants.ofPerson(personId, property, actor.id(), now);
    var known = new NewKey(key.id(), key.form(), value.get(), key.label(), actor.id(), false);
    if (keys.add(property, grant, known, now) && key.state() == KeyState.DEACTIVATED) {
      keys.deactivate(key.id(), actor.id(), now);
    }
  }
}
