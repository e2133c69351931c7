package dev.postern.portal;

import dev.postern.audit.Actor;
import dev.postern.people.NewRecipient;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientFilter;
import dev.postern.people.Recipients;
import dev.postern.place.Property;
import java.util.List;

/** The people of a property in tests of the portal. */
final class Residents {
  private final Recipients recipients;
  private final Property property;

  Residents(Recipients recipients, Property property) {
    this.recipients = recipients;
    this.property = property;
  }

  /** Can be reached by e-mail and by text. */
  Recipient ana() {
    return add("Ana", "Silva", "Maple 4B", "ana.silva@example.com", "+1 718 555 0150", false);
  }

  Recipient unreachable() {
    return add("Jo", "Null", "Oak 1A", "", "", false);
  }

  Recipient emailOnly() {
    return add("Zoë", "Müller", "Oak 2A", "zoe@example.com", "", false);
  }

  Recipient optedOut() {
    return add("Otto", "Out", "Oak 3A", "otto@example.com", "", true);
  }

  Recipient called(String first, String last) {
    return add(first, last, "Oak 9Z", "someone@example.com", "", false);
  }

  Recipient add(
      String first, String last, String unit, String email, String phone, boolean optedOut) {
    var row =
        new NewRecipient(
            null, first, last, unit, email, phone, "", "", "en", false, optedOut, true, true);
    var imported = recipients.add(Actor.SYSTEM, property, List.of(row));
    if (imported.count() != 1) throw new AssertionError(imported.errors());
    return recipients
        .search(property.id(), last, RecipientFilter.ACTIVE, null, 50)
        .recipients()
        .stream()
        .filter(found -> found.firstName().equals(first))
        .findFirst()
        .orElseThrow();
  }
}
