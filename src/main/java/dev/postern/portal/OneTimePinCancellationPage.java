package dev.postern.portal;

import dev.postern.access.OneTimePin;
import dev.postern.access.OneTimePins;
import dev.postern.people.Capability;
import dev.postern.web.NotFound;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;

/** Asks once, then ends a one-time PIN for good. */
@Controller
class OneTimePinCancellationPage {
  private static final String PATH = OneTimePinsPage.PATH + "/{id}/cancellation";

  private final OneTimePins oneTimePins;

  OneTimePinCancellationPage(OneTimePins oneTimePins) {
    this.oneTimePins = oneTimePins;
  }

  @Needs(Capability.SEND_ONE_TIME_PINS)
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    return new ModelAndView("portal/onetimepins/" + (dialog ? "cancellation" : "cancellation-page"))
        .addObject("pin", pin(desk, id));
  }

  /** What ended meanwhile stays as it ended; the story says how. */
  @Needs(Capability.SEND_ONE_TIME_PINS)
  @PostMapping(PATH)
  ModelAndView create(Desk desk, @PathVariable UUID id) {
    oneTimePins.cancel(desk.actor(), desk.property(), pin(desk, id).id());
    return SeeOther.to(OneTimePinPage.path(id));
  }

  private OneTimePin pin(Desk desk, UUID id) {
    return oneTimePins.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
