package dev.postern.portal;

import dev.postern.access.AccessKey;
import dev.postern.access.AccessKeys;
import dev.postern.access.Form;
import dev.postern.access.KeyRevealAnswer;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.QrSquares;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows a lasting key for some seconds, to its owner or, with a reason, to who manages it. */
@Controller
class AccessKeyRevealPage {
  private static final String PATH = AccessKeyPage.PATH + "/reveal";

  private final AccessKeys keys;
  private final Keyrings keyrings;
  private final Confirmation confirmation;
  private final Texts texts;

  AccessKeyRevealPage(AccessKeys keys, Keyrings keyrings, Confirmation confirmation, Texts texts) {
    this.keys = keys;
    this.keyrings = keyrings;
    this.confirmation = confirmation;
    this.texts = texts;
  }

  @Needs({})
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String back,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    var held = keyrings.key(desk, id, Keyring::reveals);
    return form(desk, held, "", Back.to(back), new FormErrors(), dialog);
  }

  @Needs({})
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") Secret password,
      @RequestParam(defaultValue = "") String back,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    var held = keyrings.key(desk, id, Keyring::reveals);
    Words words = texts.in(desk.locale());
    FormErrors errors = new FormErrors();
    if (reason.isBlank() && !Keyring.own(desk, held.owner())) {
      errors.add("reason", words.of("one-time-pin.reveal.error.reason"));
    }
    confirmation.check(request, desk, password, errors);
    if (errors.any()) return form(desk, held, reason, Back.to(back), errors, dialog);
    return switch (keys.reveal(desk.actor(), desk.property(), id, reason)) {
      case KeyRevealAnswer.Revealed revealed -> {
        String next = Back.to(back);
        long seconds = OneTimePinRevealPage.SHOWN.toSeconds();
        // A browser without scripts leaves by itself too.
        if (!dialog) response.setHeader("Refresh", seconds + ";url=" + next);
        yield revealed(held.key(), revealed, seconds, next, dialog);
      }
      case KeyRevealAnswer.Ended _ -> {
        errors.add("reason", words.of("access-key.reveal.ended"));
        yield form(desk, held, reason, Back.to(back), errors, dialog);
      }
      case KeyRevealAnswer.ReasonRequired _ -> {
        errors.add("reason", words.of("one-time-pin.reveal.error.reason"));
        yield form(desk, held, reason, Back.to(back), errors, dialog);
      }
      case KeyRevealAnswer.TooMany(Duration pause) -> {
        long minutes = pause.plusSeconds(59).toMinutes();
        errors.add("reason", words.count("one-time-pin.reveal.error.too-many", minutes));
        yield form(desk, held, reason, Back.to(back), errors, dialog);
      }
    };
  }

  private static ModelAndView revealed(
      AccessKey key, KeyRevealAnswer.Revealed revealed, long seconds, String back, boolean dialog) {
    ModelAndView page =
        new ModelAndView("portal/accesskeys/" + (dialog ? "revealed" : "revealed-page"))
            .addObject("key", key)
            .addObject("seconds", seconds)
            .addObject("back", back);
    return revealed.form() == Form.QR
        ? page.addObject("number", "").addObject("qr", QrSquares.of(revealed.shown()))
        : page.addObject("number", revealed.shown().reveal());
  }

  private static ModelAndView form(
      Desk desk,
      Keyrings.Held held,
      String reason,
      String back,
      FormErrors errors,
      boolean dialog) {
    ModelAndView page =
        new ModelAndView("portal/accesskeys/" + (dialog ? "reveal" : "reveal-page"))
            .addObject("key", held.key())
            .addObject("own", Keyring.own(desk, held.owner()))
            .addObject("reason", reason)
            .addObject("back", back)
            .addObject("seconds", OneTimePinRevealPage.SHOWN.toSeconds())
            .addObject("errors", errors);
    // htmx shows only good answers; in the dialog this is one: it says what to mend.
    if (errors.any() && !dialog) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }
}
