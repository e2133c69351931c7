package dev.postern.portal;

import dev.postern.access.Entry;
import dev.postern.people.Capability;
import dev.postern.people.Person;

/** Where a person's own page is, if the reader may open it. */
public final class PersonLink {
  /** The page of whoever a key belongs to; empty if it is nobody's or not for the reader. */
  public static String of(Frame frame, Entry entry) {
    Person.Kind kind = entry.personKind();
    if (entry.personId() == null || kind == null) return "";
    return switch (kind) {
      case RECIPIENT ->
          frame.may(Capability.SEE_RECIPIENTS) ? RecipientSearch.PATH + "/" + entry.personId() : "";
      case STAFF ->
          frame.may(Capability.MANAGE_STAFF) ? StaffSearch.PATH + "/" + entry.personId() : "";
      case COURIER ->
          frame.may(Capability.MANAGE_STAFF) ? "/portal/couriers/" + entry.personId() : "";
    };
  }

  private PersonLink() {}
}
