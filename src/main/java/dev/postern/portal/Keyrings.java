package dev.postern.portal;

import dev.postern.access.AccessKey;
import dev.postern.access.AccessKeys;
import dev.postern.people.People;
import dev.postern.people.Person;
import dev.postern.people.StaffMember;
import dev.postern.web.Forbidden;
import dev.postern.web.NotFound;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;

/** Finds people and their keys through the reader's property, and refuses what is not theirs. */
@Component
class Keyrings {
  private final AccessKeys keys;
  private final People people;

  Keyrings(AccessKeys keys, People people) {
    this.keys = keys;
    this.people = people;
  }

  /** A key and who holds it. */
  record Held(AccessKey key, Person owner) {}

  /**
   * The key of this id and its owner.
   *
   * @param right what the reader must be allowed to do with the owner's keys
   */
  Held key(Desk desk, UUID id, BiPredicate<Desk, Person> right) {
    AccessKey key = keys.find(desk.property().id(), id).orElseThrow(NotFound::new);
    Person owner = people.find(key.personId()).orElseThrow(NotFound::new);
    if (!right.test(desk, owner)) throw new Forbidden();
    return new Held(key, owner);
  }

  /** The person of this property whose keys the reader may handle. */
  Person person(Desk desk, UUID id) {
    Person person = people.find(desk.property().id(), id).orElseThrow(NotFound::new);
    if (!Keyring.manages(desk, person)) throw new Forbidden();
    return person;
  }

  Keyring of(Desk desk, UUID personId, String back) {
    Person person = people.find(desk.property().id(), personId).orElseThrow(NotFound::new);
    return Keyring.of(desk, person, keys.ofPerson(personId), back);
  }

  /** The keys of a staff member whom the page has found by its own rule. */
  Keyring of(Desk desk, StaffMember member, String back) {
    Person person = people.find(member.id()).orElseThrow(NotFound::new);
    return Keyring.of(desk, person, keys.ofPerson(member.id()), back);
  }
}
