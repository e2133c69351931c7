package dev.postern.portal;

import dev.postern.access.Offer;
import dev.postern.access.OneTimePin;
import dev.postern.access.OneTimePins;
import dev.postern.access.SendAnswer;
import dev.postern.access.SendRefusal;
import dev.postern.notification.Via;
import dev.postern.people.Capability;
import dev.postern.people.Recipients;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Sends the same PIN once more, through the same channel or the other one. */
@Controller
class OneTimePinResendPage {
  private static final String PATH = OneTimePinsPage.PATH + "/{id}/resend";

  private final OneTimePins oneTimePins;
  private final Recipients recipients;
  private final Texts texts;

  OneTimePinResendPage(OneTimePins oneTimePins, Recipients recipients, Texts texts) {
    this.oneTimePins = oneTimePins;
    this.recipients = recipients;
    this.texts = texts;
  }

  @Needs(Capability.SEND_ONE_TIME_PINS)
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    OneTimePin pin = pin(desk, id);
    Offer offer = offer(desk, pin);
    return form(
        dialog ? "resend" : "resend-page",
        pin,
        offer,
        OneTimePinForm.open(offer.channels()),
        new FormErrors());
  }

  @Needs(Capability.SEND_ONE_TIME_PINS)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields) {
    OneTimePin pin = pin(desk, id);
    Set<Via> via = OneTimePinForm.vias(fields.getOrDefault("via", List.of()));
    return switch (oneTimePins.resend(desk.actor(), desk.property(), id, via)) {
      case SendAnswer.Sent sent -> SeeOther.to(OneTimePinPage.path(id));
      case SendAnswer.Refused(var refusals) -> {
        FormErrors errors = new FormErrors();
        Words words = texts.in(desk.locale());
        refusals.forEach(refusal -> errors.add("via", words.of(key(refusal))));
        ModelAndView page = form("resend-page", pin, offer(desk, pin), via, errors);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  private static String key(SendRefusal refusal) {
    return switch (refusal) {
      case ENDED -> "one-time-pin.resend.ended";
      case DEACTIVATED, OPTED_OUT -> "one-time-pin.refused." + refusal + ".what";
      case NO_CHANNEL_CHOSEN, CHANNEL_CLOSED -> "one-time-pin.error." + refusal;
      case RECIPIENT_UNKNOWN,
          ROOM_UNKNOWN,
          EXPIRY_TOO_SOON,
          EXPIRY_TOO_LATE,
          REASON_REQUIRED,
          REASON_TOO_LONG ->
          throw new IllegalStateException("a re-send has no such field: " + refusal);
    };
  }

  private ModelAndView form(
      String template, OneTimePin pin, Offer offer, Set<Via> via, FormErrors errors) {
    return new ModelAndView("portal/onetimepins/" + template)
        .addObject("pin", pin)
        .addObject("offer", offer)
        .addObject("via", via)
        .addObject("errors", errors);
  }

  private Offer offer(Desk desk, OneTimePin pin) {
    return recipients
        .find(desk.property().id(), pin.recipientId())
        .map(recipient -> oneTimePins.offer(desk.property(), recipient))
        .orElseThrow(NotFound::new);
  }

  private OneTimePin pin(Desk desk, UUID id) {
    return oneTimePins.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
