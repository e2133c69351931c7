package dev.postern.portal;

import dev.postern.people.PrimaryContact;
import dev.postern.web.When;
import dev.postern.web.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A primary contact as the page of one of the two shows it.
 *
 * @param forThem whether the other one picks up for the person of the page, or the other way round
 * @param days from when until when, in words
 */
public record ContactRow(
    UUID id,
    boolean forThem,
    PrimaryContact.Party other,
    PrimaryContact.State state,
    String days,
    String consent,
    String note) {

  public static ContactRow of(PrimaryContact contact, UUID page, When when, Words words) {
    boolean forThem = contact.person().id().equals(page);
    LocalDate today = LocalDate.ofInstant(when.now(), when.zone());
    String from = when.date(noon(contact.firstDay(), when.zone()));
    LocalDate last = contact.lastDay();
    Instant ended = contact.endedAt();
    String days =
        ended != null
            ? words.of("primary-contact.days.ended", from, when.date(ended))
            : last == null
                ? words.of("primary-contact.days.from", from)
                : words.of("primary-contact.days", from, when.date(noon(last, when.zone())));
    return new ContactRow(
        contact.id(),
        forThem,
        forThem ? contact.contact() : contact.person(),
        contact.state(today),
        days,
        words.of(
            "primary-contact.consent",
            contact.consentBy(),
            when.date(noon(contact.consentOn(), when.zone()))),
        contact.consentNote());
  }

  public boolean over() {
    return state == PrimaryContact.State.OVER;
  }

  /** The mark beside the word of its state. */
  public String mark() {
    return switch (state) {
      case NOW -> "go";
      case TO_COME -> "wait";
      case OVER -> "ended";
    };
  }

  private static Instant noon(LocalDate day, ZoneId zone) {
    return day.atTime(12, 0).atZone(zone).toInstant();
  }
}
