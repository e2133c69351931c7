package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientAnswer;
import dev.postern.people.Recipients;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Changes a recipient, unless somebody else did meanwhile: then both are shown, and asked again.
 */
@Controller
class RecipientEditPage {
  private static final String PATH = RecipientSearch.PATH + "/{id}/edit";

  private final Recipients recipients;
  private final Texts texts;

  RecipientEditPage(Recipients recipients, Texts texts) {
    this.recipients = recipients;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @GetMapping(PATH)
  ModelAndView ask(Desk desk, @PathVariable UUID id) {
    Recipient recipient = recipient(desk, id);
    RecipientForm form = RecipientForm.of(recipient);
    return page(recipient, recipient.version(), form, form, new FormErrors());
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @PostMapping(PATH)
  ModelAndView update(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      RedirectAttributes next) {
    Recipient recipient = recipient(desk, id);
    RecipientForm form = RecipientForm.posted(fields);
    RecipientForm before = RecipientForm.before(fields);
    int version = version(fields);
    Words words = texts.in(desk.locale());
    RecipientAnswer answer =
        recipients.edit(desk.actor(), desk.property(), id, version, form.recipient());
    return switch (answer) {
      case RecipientAnswer.Saved _ -> {
        next.addFlashAttribute("notice", words.of("recipient.saved", form.name()));
        yield SeeOther.to(RecipientSearch.path(id));
      }
      case RecipientAnswer.Refused(var errors) ->
          again(page(recipient, version, form, before, RecipientErrors.of(errors, words)));
      case RecipientAnswer.ChangedMeanwhile(var now, var last) -> {
        RecipientForm stored = RecipientForm.of(now);
        yield again(page(now, now.version(), form.over(before, stored), stored, new FormErrors()))
            .addObject("meanwhile", Meanwhile.of(last, before, stored, form, words));
      }
      case RecipientAnswer.Alike _ -> throw new IllegalStateException("asked only for a new one");
    };
  }

  private static int version(MultiValueMap<String, String> fields) {
    try {
      return Integer.parseInt(OneTimePinForm.field(fields, "version"));
    } catch (NumberFormatException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
  }

  private static ModelAndView again(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /**
   * @param before what the fields held when the form was opened
   */
  private static ModelAndView page(
      Recipient recipient,
      int version,
      RecipientForm form,
      RecipientForm before,
      FormErrors errors) {
    return new ModelAndView("portal/recipients/edit")
        .addObject("recipient", recipient)
        .addObject("version", version)
        .addObject("form", form)
        .addObject("before", before)
        .addObject("errors", errors);
  }

  private Recipient recipient(Desk desk, UUID id) {
    return recipients.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
