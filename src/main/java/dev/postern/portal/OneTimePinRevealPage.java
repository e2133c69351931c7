package dev.postern.portal;

import dev.postern.access.OneTimePin;
import dev.postern.access.OneTimePins;
import dev.postern.access.RevealAnswer;
import dev.postern.people.Capability;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.QrSquares;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The only pages that hold a PIN: answers to a post with a reason by somebody who has just
 * confirmed who they are, kept by no browser, and gone from the screen after a few seconds.
 */
@Controller
class OneTimePinRevealPage {
  static final Duration SHOWN = Duration.ofSeconds(10);

  private static final String PATH = OneTimePinsPage.PATH + "/{id}/reveal";
  private static final String SLIP = OneTimePinsPage.PATH + "/{id}/slip";

  private final OneTimePins oneTimePins;
  private final Confirmation confirmation;
  private final Texts texts;

  OneTimePinRevealPage(OneTimePins oneTimePins, Confirmation confirmation, Texts texts) {
    this.oneTimePins = oneTimePins;
    this.confirmation = confirmation;
    this.texts = texts;
  }

  @Needs(Capability.REVEAL_PINS)
  @GetMapping({PATH, SLIP})
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    return form(pin(desk, id), "", new FormErrors(), dialog);
  }

  @Needs(Capability.REVEAL_PINS)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog,
      HttpServletRequest request,
      HttpServletResponse response) {
    OneTimePin pin = pin(desk, id);
    return answer(
        request,
        desk,
        pin,
        fields,
        dialog,
        revealed -> {
          // A browser without scripts leaves by itself too.
          if (!dialog) response.setHeader("Refresh", SHOWN.toSeconds() + ";url=" + path(pin));
          return new ModelAndView("portal/onetimepins/" + (dialog ? "revealed" : "revealed-page"))
              .addObject("pin", pin)
              .addObject("number", revealed.pinGrouped().reveal())
              .addObject("seconds", SHOWN.toSeconds());
        },
        response);
  }

  /** The PIN on paper, with the QR code of the same grant. */
  @Needs(Capability.REVEAL_PINS)
  @PostMapping(SLIP)
  ModelAndView createSlip(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      HttpServletRequest request,
      HttpServletResponse response) {
    OneTimePin pin = pin(desk, id);
    return answer(
        request,
        desk,
        pin,
        fields,
        false,
        revealed ->
            new ModelAndView("portal/onetimepins/slip")
                .addObject("pin", pin)
                .addObject("number", revealed.pinGrouped().reveal())
                .addObject("qr", QrSquares.of(revealed.qr())),
        response);
  }

  private interface Shown {
    ModelAndView page(RevealAnswer.Revealed revealed);
  }

  private ModelAndView answer(
      HttpServletRequest request,
      Desk desk,
      OneTimePin pin,
      MultiValueMap<String, String> fields,
      boolean dialog,
      Shown shown,
      HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    String reason = OneTimePinForm.field(fields, "reason");
    Secret password =
        new Secret(Objects.requireNonNullElse(fields.getFirst(Confirmation.FIELD), ""));
    FormErrors errors = errors(request, desk, reason, password);
    if (errors.any()) return form(pin, reason, errors, dialog);
    Words words = texts.in(desk.locale());
    switch (oneTimePins.reveal(desk.actor(), desk.property(), pin.id(), reason)) {
      case RevealAnswer.Revealed revealed -> {
        return shown.page(revealed);
      }
      case RevealAnswer.Ended ended ->
          errors.add("reason", words.of("one-time-pin.reveal.error.ended"));
      case RevealAnswer.ReasonRequired required ->
          errors.add("reason", words.of("one-time-pin.reveal.error.reason"));
      case RevealAnswer.TooMany(Duration pause) ->
          errors.add("reason", words.count("one-time-pin.reveal.error.too-many", minutes(pause)));
    }
    return form(pin, reason, errors, dialog);
  }

  private FormErrors errors(HttpServletRequest request, Desk desk, String reason, Secret password) {
    Words words = texts.in(desk.locale());
    FormErrors errors = new FormErrors();
    if (reason.isBlank()) errors.add("reason", words.of("one-time-pin.reveal.error.reason"));
    confirmation.check(request, desk, password, errors);
    return errors;
  }

  private static long minutes(Duration pause) {
    return pause.plusSeconds(59).toMinutes();
  }

  private ModelAndView form(OneTimePin pin, String reason, FormErrors errors, boolean dialog) {
    ModelAndView page =
        new ModelAndView("portal/onetimepins/" + (dialog ? "reveal" : "reveal-page"))
            .addObject("pin", pin)
            .addObject("reason", reason)
            .addObject("seconds", SHOWN.toSeconds())
            .addObject("errors", errors);
    // htmx shows only good answers; in the dialog this is one: it says what to mend.
    if (errors.any() && !dialog) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static String path(OneTimePin pin) {
    return OneTimePinPage.path(pin.id());
  }

  private OneTimePin pin(Desk desk, UUID id) {
    return oneTimePins.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
