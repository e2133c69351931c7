package dev.postern.portal;

import dev.postern.access.Offer;
import dev.postern.access.SendRefusal;
import dev.postern.place.Property;
import dev.postern.portal.ExpiryChoice.Clocks;
import dev.postern.portal.ExpiryChoice.Meaning;
import dev.postern.web.FormErrors;
import dev.postern.web.When;
import dev.postern.web.Words;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the form Send One-Time PIN says about what was filled in. */
final class SendSentences {
  private final Words words;
  private final When when;
  private final Property property;
  private final Instant now;

  SendSentences(Words words, When when, Property property, Instant now) {
    this.words = words;
    this.when = when;
    this.property = property;
    this.now = now;
  }

  /** The field Expires in words: when that is, or why it cannot be. */
  ExpiryChoice.Sentence of(ExpiryChoice choice) {
    return switch (choice.meaning(property.zone(), now)) {
      case Meaning.Unreadable unreadable ->
          new ExpiryChoice.Sentence(of(unreadable), !unreadable.problem().equals("DATE_MISSING"));
      case Meaning.At(Instant at, Clocks clocks) -> {
        SendRefusal refusal = refusal(at);
        yield refusal != null
            ? new ExpiryChoice.Sentence(of(refusal, at), true)
            : new ExpiryChoice.Sentence(expires(choice, at, clocks), false);
      }
    };
  }

  private String expires(ExpiryChoice choice, Instant at, Clocks clocks) {
    String sentence = words.of("one-time-pin.expires.at", when.exact(at));
    return switch (clocks) {
      case ORDINARY -> sentence;
      case SKIP_IT ->
          sentence + " " + words.of("one-time-pin.expires.gap", choice.time(), when.time(at));
      case REPEAT_IT -> sentence + " " + words.of("one-time-pin.expires.twice", choice.time());
    };
  }

  private @Nullable SendRefusal refusal(Instant at) {
    if (at.isBefore(now.plus(Property.ONE_TIME_PIN_SHORTEST))) return SendRefusal.EXPIRY_TOO_SOON;
    if (at.isAfter(now.plus(property.oneTimePinLongest()))) return SendRefusal.EXPIRY_TOO_LATE;
    return null;
  }

  /** Each refusal at the field that it is about, in the order of the fields. */
  FormErrors errors(OneTimePinForm form, Set<SendRefusal> refusals, Offer offer) {
    FormErrors errors = new FormErrors();
    // An enum's set goes through the refusals as they are declared: in the order of the form.
    for (SendRefusal refusal : refusals) {
      switch (refusal) {
        case ROOM_UNKNOWN -> errors.add("room", of(refusal));
        case NO_CHANNEL_CHOSEN, CHANNEL_CLOSED -> errors.add("via", of(refusal));
        case EXPIRY_TOO_SOON, EXPIRY_TOO_LATE -> expiry(errors, form.expiry(), refusal);
        case REASON_REQUIRED ->
            errors.add(
                "reason",
                words.of(
                    "one-time-pin.error.REASON_REQUIRED"
                        + (offer.reachable() ? "" : ".nobody-told")));
        case REASON_TOO_LONG ->
            errors.add(
                "reason",
                words.of(
                    "one-time-pin.error.REASON_TOO_LONG",
                    Offer.LONGEST_REASON,
                    form.reason().length()));
        case RECIPIENT_UNKNOWN, DEACTIVATED, OPTED_OUT, ENDED ->
            errors.add("recipient", of(SendRefusal.RECIPIENT_UNKNOWN));
      }
    }
    return errors;
  }

  private void expiry(FormErrors errors, ExpiryChoice choice, SendRefusal refusal) {
    switch (choice.meaning(property.zone(), now)) {
      case Meaning.Unreadable unreadable -> errors.add(unreadable.field(), of(unreadable));
      case Meaning.At(Instant at, Clocks clocks) ->
          errors.add(choice.chosen() ? "date" : "expires", of(refusal, at));
    }
  }

  private String of(Meaning.Unreadable unreadable) {
    return words.of("one-time-pin.error." + unreadable.problem(), unreadable.text());
  }

  private String of(SendRefusal refusal, Instant at) {
    String problem = at.isBefore(now) ? "EXPIRY_PAST" : refusal.name();
    return words.of(
        "one-time-pin.error." + problem,
        when.exact(at),
        when.exact(now.plus(property.oneTimePinLongest())));
  }

  private String of(SendRefusal refusal) {
    return words.of("one-time-pin.error." + refusal.name());
  }
}
