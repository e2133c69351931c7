package dev.postern.portal;

import dev.postern.access.AccessKey;
import dev.postern.access.ChosenPin;
import dev.postern.access.ChosenPins;
import dev.postern.access.StandingKeys;
import dev.postern.people.Capability;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Edit: gives a PIN a chosen value. */
@Controller
class AccessKeyValuePage {
  private static final String PATH = AccessKeyPage.PATH + "/value";

  private final ChosenPins chosen;
  private final StandingKeys standing;
  private final Keyrings keyrings;
  private final Texts texts;

  AccessKeyValuePage(ChosenPins chosen, StandingKeys standing, Keyrings keyrings, Texts texts) {
    this.chosen = chosen;
    this.standing = standing;
    this.keyrings = keyrings;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_ACCESS_KEYS)
  @GetMapping(PATH)
  ModelAndView ask(Desk desk, @PathVariable UUID id) {
    return form(editable(desk, id), new FormErrors());
  }

  /** The number that was typed is not shown again: it may be somebody's. */
  @Needs(Capability.MANAGE_ACCESS_KEYS)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String number,
      HttpServletResponse response,
      RedirectAttributes next) {
    AccessKey key = editable(desk, id);
    int random = standing.lengthFor(key.personId()) - 1;
    Words words = texts.in(desk.locale());
    FormErrors errors = new FormErrors();
    switch (chosen.choose(desk.actor(), desk.property(), id, number)) {
      case ChosenPins.Answer.Changed(var newId, var via) -> {
        next.addFlashAttribute(
            "notice",
            via.isEmpty()
                ? words.of("access-key.value.changed", key.owner())
                : words.of("access-key.value.sent." + via.iterator().next().name(), key.owner()));
        return SeeOther.to(AccessKeysPage.PATH + "/" + newId);
      }
      case ChosenPins.Answer.Ended _ -> throw new NotFound();
      case ChosenPins.Answer.Refused(ChosenPin.Fault fault) ->
          errors.add(
              "number", words.of("access-key.value.fault." + fault.name(), random, random + 1));
      case ChosenPins.Answer.NotAvailable _ ->
          errors.add("number", words.of("access-key.value.not-available"));
      case ChosenPins.Answer.TooMany(Duration pause) -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(pause.toSeconds() + 1));
        errors.add(
            "number", words.count("access-key.value.too-many", pause.plusSeconds(59).toMinutes()));
        ModelAndView page = form(key, errors);
        page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
        return page;
      }
    }
    ModelAndView page = form(key, errors);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private AccessKey editable(Desk desk, UUID id) {
    var held = keyrings.key(desk, id, Keyring::chooses);
    Keyring ring = Keyring.of(desk, held.owner(), List.of(held.key()), AccessKeysPage.PATH);
    if (!ring.mayEdit(held.key())) throw new NotFound();
    return held.key();
  }

  private ModelAndView form(AccessKey key, FormErrors errors) {
    return new ModelAndView("portal/accesskeys/value")
        .addObject("key", key)
        .addObject("length", standing.lengthFor(key.personId()))
        .addObject("errors", errors);
  }
}
