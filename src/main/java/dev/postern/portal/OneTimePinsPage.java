package dev.postern.portal;

import dev.postern.access.Offer;
import dev.postern.access.OneTimePin;
import dev.postern.access.OneTimePinRequest;
import dev.postern.access.OneTimePins;
import dev.postern.access.SendAnswer;
import dev.postern.people.Capability;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientFilter;
import dev.postern.people.Recipients;
import dev.postern.portal.ExpiryChoice.Meaning;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.When;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Send One-Time PIN: two ways in, one form. */
@Controller
class OneTimePinsPage {
  static final String PATH = "/portal/one-time-pins";

  /** As many as are read at a glance; who sees more types another letter. */
  private static final int MATCHES = 8;

  private final Recipients recipients;
  private final OneTimePins oneTimePins;
  private final Texts texts;
  private final Clock clock;

  OneTimePinsPage(Recipients recipients, OneTimePins oneTimePins, Texts texts, Clock clock) {
    this.recipients = recipients;
    this.oneTimePins = oneTimePins;
    this.texts = texts;
    this.clock = clock;
  }

  /** Asks who it is for, until the address says it. */
  @Needs(Capability.SEND_ONE_TIME_PINS)
  @GetMapping(PATH + "/new")
  ModelAndView fresh(
      Desk desk,
      @RequestParam(defaultValue = "") String recipient,
      @RequestParam(defaultValue = "") String q) {
    if (recipient.isEmpty()) return matches("portal/onetimepins/who", desk, q);
    Recipient found = recipient(desk, recipient);
    Offer offer = oneTimePins.offer(desk.property(), found);
    OneTimePinForm form = OneTimePinForm.fresh(offer, desk.property());
    return form(desk, found, offer, form, new FormErrors());
  }

  @Needs(Capability.SEND_ONE_TIME_PINS)
  @GetMapping(PATH + "/matches")
  ModelAndView matches(Desk desk, @RequestParam(defaultValue = "") String q) {
    return matches("portal/onetimepins/matches", desk, q);
  }

  private ModelAndView matches(String template, Desk desk, String q) {
    RecipientSearch search = RecipientSearch.of(q, RecipientSearch.code(RecipientFilter.ACTIVE));
    ModelAndView page = new ModelAndView(template).addObject("q", search.words());
    if (!search.asked()) return page.addObject("asked", false);
    Recipients.Page found =
        recipients.search(desk.property().id(), search.words(), search.filter(), null, MATCHES);
    return page.addObject("asked", true)
        .addObject("rows", found.recipients().stream().map(RecipientRow::of).toList())
        .addObject("more", found.next() != null);
  }

  /** What the field Expires means as it is filled in now, in words. */
  @Needs(Capability.SEND_ONE_TIME_PINS)
  @GetMapping(PATH + "/expiry")
  ModelAndView expiry(Desk desk, @RequestParam MultiValueMap<String, String> fields) {
    ExpiryChoice choice = OneTimePinForm.posted(fields).expiry();
    return new ModelAndView("portal/onetimepins/expiry")
        .addObject("sentence", sentences(desk).of(choice));
  }

  /**
   * Makes and sends it, then leads to its story. Nothing is lost when something stands in the way:
   * the form comes back with all of it said.
   */
  @Needs(Capability.SEND_ONE_TIME_PINS)
  @PostMapping(PATH)
  ModelAndView create(Desk desk, @RequestParam MultiValueMap<String, String> fields) {
    OneTimePinForm form = OneTimePinForm.posted(fields);
    Recipient recipient = recipient(desk, OneTimePinForm.field(fields, "recipient"));
    Offer offer = oneTimePins.offer(desk.property(), recipient);
    Meaning expiry = form.expiry().meaning(desk.property().zone(), clock.instant());
    SendAnswer answer =
        oneTimePins.send(
            desk.actor(),
            desk.property(),
            recipient.id(),
            new OneTimePinRequest(
                form.id(),
                OneTimePinForm.id(form.room()),
                form.via(),
                moment(expiry),
                form.reason()));
    return switch (answer) {
      case SendAnswer.Sent(UUID id) -> SeeOther.to(OneTimePinPage.path(id));
      case SendAnswer.Refused(var refusals) ->
          form(desk, recipient, offer, form, sentences(desk).errors(form, refusals, offer));
    };
  }

  /**
   * What cannot be read is as good as long past: refused together with whatever else stands in the
   * way, so that everything is said at once.
   */
  private static Instant moment(Meaning meaning) {
    return meaning instanceof Meaning.At(Instant at, var clocks) ? at : Instant.EPOCH;
  }

  private ModelAndView form(
      Desk desk, Recipient recipient, Offer offer, OneTimePinForm form, FormErrors errors) {
    if (offer.refusal() != null) {
      return new ModelAndView("portal/onetimepins/refused")
          .addObject("recipient", RecipientRow.of(recipient))
          .addObject("refusal", offer.refusal());
    }
    boolean replaces = oneTimePins.ofRecipient(recipient.id()).stream().anyMatch(OneTimePin::open);
    ModelAndView page =
        new ModelAndView("portal/onetimepins/form")
            .addObject("recipient", RecipientRow.of(recipient))
            .addObject("offer", offer)
            .addObject("form", form)
            .addObject("lives", Life.offered(desk.property(), texts.in(desk.locale())))
            .addObject("sentence", sentences(desk).of(form.expiry()))
            .addObject("firstDay", day(desk, clock.instant()))
            .addObject("lastDay", day(desk, offer.latest()))
            .addObject("replaces", replaces)
            .addObject("errors", errors);
    if (errors.any()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static String day(Desk desk, Instant at) {
    return LocalDate.ofInstant(at, desk.property().zone()).toString();
  }

  private Recipient recipient(Desk desk, String id) {
    return recipients.find(desk.property().id(), OneTimePinForm.id(id)).orElseThrow(NotFound::new);
  }

  private SendSentences sentences(Desk desk) {
    return new SendSentences(texts.in(desk.locale()), when(desk), desk.property(), clock.instant());
  }

  private When when(Desk desk) {
    return new When(texts.in(desk.locale()), desk.property().zone(), clock.instant());
  }
}
