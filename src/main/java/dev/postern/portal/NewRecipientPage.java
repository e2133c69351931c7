package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientAnswer;
import dev.postern.people.Recipients;
import dev.postern.web.FormErrors;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds a recipient, after a look at those who may be the same person. */
@Controller
class NewRecipientPage {
  private final Recipients recipients;
  private final Texts texts;

  NewRecipientPage(Recipients recipients, Texts texts) {
    this.recipients = recipients;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @GetMapping(RecipientSearch.PATH + "/new")
  ModelAndView ask(Desk desk) {
    RecipientForm form = RecipientForm.fresh(desk.property());
    return page(form, UUID.randomUUID(), new FormErrors(), List.of());
  }

  /** Sent twice it adds one; who looks like somebody here is added when it is said again. */
  @Needs(Capability.MANAGE_RECIPIENTS)
  @PostMapping(RecipientSearch.PATH)
  ModelAndView create(
      Desk desk, @RequestParam MultiValueMap<String, String> fields, RedirectAttributes next) {
    RecipientForm form = RecipientForm.posted(fields);
    UUID token = token(OneTimePinForm.field(fields, "token"));
    Words words = texts.in(desk.locale());
    RecipientAnswer answer =
        recipients.add(desk.actor(), desk.property(), token, form.recipient(), others(fields));
    return switch (answer) {
      case RecipientAnswer.Saved(UUID id) -> {
        next.addFlashAttribute("notice", words.of("recipient.added", form.name()));
        yield SeeOther.to(RecipientSearch.path(id));
      }
      case RecipientAnswer.Refused(var errors) ->
          notYet(page(form, token, RecipientErrors.of(errors, words), List.of()));
      case RecipientAnswer.Alike(var alike) -> notYet(page(form, token, new FormErrors(), alike));
      case RecipientAnswer.ChangedMeanwhile _ ->
          throw new IllegalStateException("nobody could change them before they were here");
    };
  }

  /** Without one every sending is a new one. */
  private static UUID token(String text) {
    UUID token = OneTimePinForm.id(text);
    return token.equals(OneTimePinForm.id("")) ? UUID.randomUUID() : token;
  }

  private static Set<UUID> others(MultiValueMap<String, String> fields) {
    return fields.getOrDefault("other", List.of()).stream()
        .map(OneTimePinForm::id)
        .collect(Collectors.toSet());
  }

  private static ModelAndView notYet(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static ModelAndView page(
      RecipientForm form, UUID token, FormErrors errors, List<Recipient> alike) {
    return new ModelAndView("portal/recipients/new")
        .addObject("form", form)
        .addObject("token", token)
        .addObject("errors", errors)
        .addObject("alike", alike.stream().map(RecipientRow::of).toList());
  }
}
