package dev.postern.portal;

import dev.postern.access.StandingKeys;
import dev.postern.people.Person;
import dev.postern.web.Texts;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Stop all access: asks once, then ends every key of a person for good. */
@Controller
class AccessStopPage {
  private static final String PATH = "/portal/people/{person}/access-stop";

  private final StandingKeys keys;
  private final Keyrings keyrings;
  private final Texts texts;

  AccessStopPage(StandingKeys keys, Keyrings keyrings, Texts texts) {
    this.keys = keys;
    this.keyrings = keyrings;
    this.texts = texts;
  }

  @Needs({})
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID person,
      @RequestParam(defaultValue = "") String back,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    return new ModelAndView("portal/accesskeys/" + (dialog ? "stop" : "stop-page"))
        .addObject("person", keyrings.person(desk, person))
        .addObject("back", Back.to(back));
  }

  @Needs({})
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID person,
      @RequestParam(defaultValue = "") String back,
      RedirectAttributes next) {
    Person owner = keyrings.person(desk, person);
    boolean any = keys.stopAll(desk.actor(), desk.property(), owner.id());
    next.addFlashAttribute(
        "notice",
        texts
            .in(desk.locale())
            .of(any ? "access-key.stop.done" : "access-key.stop.nothing", owner.name()));
    return SeeOther.to(Back.to(back));
  }
}
