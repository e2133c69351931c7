package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.NewPrimaryContact;
import dev.postern.people.PrimaryContacts;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientFilter;
import dev.postern.people.Recipients;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets another recipient pick up for one: found as one types, then from when and who agreed. */
@Controller
class PrimaryContactsPage {
  private static final String PATH = RecipientSearch.PATH + "/{id}/primary-contacts";

  private static final int MATCHES = 8;

  private final Recipients recipients;
  private final PrimaryContacts contacts;
  private final Texts texts;
  private final Clock clock;

  PrimaryContactsPage(Recipients recipients, PrimaryContacts contacts, Texts texts, Clock clock) {
    this.recipients = recipients;
    this.contacts = contacts;
    this.texts = texts;
    this.clock = clock;
  }

  /** Asks who it is, until the address says it. */
  @Needs(Capability.MANAGE_RECIPIENTS)
  @GetMapping(PATH + "/new")
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String contact,
      @RequestParam(defaultValue = "") String q) {
    Recipient person = recipient(desk, id);
    if (contact.isEmpty()) return matches("portal/contacts/who", desk, person, q);
    Recipient chosen = recipient(desk, OneTimePinForm.id(contact));
    return form(person, chosen, PrimaryContactForm.fresh(person.name(), today(desk)), null);
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @GetMapping(PATH + "/matches")
  ModelAndView matches(
      Desk desk, @PathVariable UUID id, @RequestParam(defaultValue = "") String q) {
    return matches("portal/contacts/matches", desk, recipient(desk, id), q);
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      RedirectAttributes next) {
    Recipient person = recipient(desk, id);
    Recipient contact = recipient(desk, OneTimePinForm.id(OneTimePinForm.field(fields, "contact")));
    PrimaryContactForm form = PrimaryContactForm.posted(fields);
    Words words = texts.in(desk.locale());
    FormErrors errors = new FormErrors();
    Optional<NewPrimaryContact> given = form.contact(contact.id(), errors, words);
    given.ifPresent(one ->
        PrimaryContactForm.say(
            contacts.add(desk.actor(), desk.property(), id, one), errors, words));
    if (errors.any()) return form(person, contact, form, errors);
    next.addFlashAttribute(
        "notice", words.of("primary-contact.added", contact.name(), person.name()));
    return SeeOther.to(RecipientSearch.path(id));
  }

  private ModelAndView matches(String template, Desk desk, Recipient person, String q) {
    RecipientSearch search = RecipientSearch.of(q, RecipientSearch.code(RecipientFilter.ACTIVE));
    ModelAndView page =
        new ModelAndView(template).addObject("person", person).addObject("q", search.words());
    if (!search.asked()) return page.addObject("asked", false);
    Recipients.Page found =
        recipients.search(desk.property().id(), search.words(), search.filter(), null, MATCHES + 1);
    List<RecipientRow> others =
        found.recipients().stream()
            .filter(one -> !one.id().equals(person.id()))
            .map(RecipientRow::of)
            .toList();
    return page.addObject("asked", true)
        .addObject("rows", others.stream().limit(MATCHES).toList())
        .addObject("more", found.next() != null || others.size() > MATCHES);
  }

  private static ModelAndView form(
      Recipient person, Recipient contact, PrimaryContactForm form, @Nullable FormErrors errors) {
    ModelAndView page =
        new ModelAndView("portal/contacts/form")
            .addObject("person", person)
            .addObject("contact", RecipientRow.of(contact))
            .addObject("form", form)
            .addObject("errors", errors == null ? new FormErrors() : errors);
    if (errors != null) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private LocalDate today(Desk desk) {
    return LocalDate.ofInstant(clock.instant(), desk.property().zone());
  }

  private Recipient recipient(Desk desk, UUID id) {
    return recipients.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
