package dev.postern.portal;

import dev.postern.access.AccessKey;
import dev.postern.access.AccessKeys;
import dev.postern.access.Form;
import dev.postern.access.KeyRevealAnswer;
import dev.postern.people.Capability;
import dev.postern.people.Courier;
import dev.postern.people.Couriers;
import dev.postern.vault.Secret;
import dev.postern.web.Forbidden;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.QrSquares;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The paper that a courier gets: where, when and how. With their key on it only after a reason, by
 * somebody who has just confirmed who they are.
 */
@Controller
class CourierSheetPage {
  private static final String PATH = CouriersPage.PATH + "/{id}/hand-over-sheet";

  private final Couriers couriers;
  private final Keyrings keyrings;
  private final AccessKeys keys;
  private final Confirmation confirmation;
  private final Texts texts;

  CourierSheetPage(
      Couriers couriers,
      Keyrings keyrings,
      AccessKeys keys,
      Confirmation confirmation,
      Texts texts) {
    this.couriers = couriers;
    this.keyrings = keyrings;
    this.keys = keys;
    this.confirmation = confirmation;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH)
  ModelAndView show(Desk desk, @PathVariable UUID id) {
    return sheet(desk, id, "", new FormErrors());
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") Secret password,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Words words = texts.in(desk.locale());
    Keyring ring = keyrings.of(desk, courier(desk, id).id(), CouriersPage.path(id));
    if (!ring.reveals()) throw new Forbidden();
    FormErrors errors = new FormErrors();
    if (reason.isBlank()) errors.add("reason", words.of("one-time-pin.reveal.error.reason"));
    confirmation.check(request, desk, password, errors);
    if (errors.any()) return again(sheet(desk, id, reason, errors));
    ModelAndView page = sheet(desk, id, reason, errors);
    boolean any = add(desk, ring, Form.PIN, reason, page, errors, words);
    any |= add(desk, ring, Form.QR, reason, page, errors, words);
    if (!any && !errors.any()) errors.add("reason", words.of("courier.sheet.no-key"));
    return errors.any() ? again(page) : page;
  }

  private boolean add(
      Desk desk,
      Keyring ring,
      Form form,
      String reason,
      ModelAndView page,
      FormErrors errors,
      Words words) {
    Optional<AccessKey> key = ring.lasting(form);
    if (key.isEmpty()) return false;
    return switch (keys.reveal(desk.actor(), desk.property(), key.get().id(), reason)) {
      case KeyRevealAnswer.Revealed revealed -> {
        if (form == Form.PIN) page.addObject("number", revealed.shown().reveal());
        else page.addObject("qr", QrSquares.of(revealed.shown()));
        yield true;
      }
      case KeyRevealAnswer.TooMany(Duration pause) -> {
        long minutes = pause.plusSeconds(59).toMinutes();
        errors.add("reason", words.count("one-time-pin.reveal.error.too-many", minutes));
        yield false;
      }
      case KeyRevealAnswer.Ended _, KeyRevealAnswer.ReasonRequired _ -> false;
    };
  }

  private ModelAndView sheet(Desk desk, UUID id, String reason, FormErrors errors) {
    return new ModelAndView("portal/couriers/sheet")
        .addObject("courier", courier(desk, id))
        .addObject("keyring", keyrings.of(desk, id, CouriersPage.path(id)))
        .addObject("reason", reason)
        .addObject("errors", errors);
  }

  private static ModelAndView again(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private Courier courier(Desk desk, UUID id) {
    return couriers.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
