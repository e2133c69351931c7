package dev.postern.access;

import dev.postern.audit.Subject;
import dev.postern.people.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A granted attempt whose door has not answered yet.
 *
 * @param grantId what was redeemed or used; null when staff open from the portal
 * @param continues the entry of whose visit it is another pulse, or null
 */
record UnsettledEntry(
    UUID attemptId,
    Instant at,
    UUID propertyId,
    UUID roomId,
    @Nullable UUID grantId,
    boolean singleEntry,
    @Nullable UUID continues,
    UUID personId,
    Person.Kind personKind,
    String personName) {

  Subject subject() {
    return new Subject(personKind.subject(), personId, personName);
  }
}
