package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.DeactivationAnswer;
import dev.postern.people.StaffFile;
import dev.postern.people.StaffFiles;
import dev.postern.web.Forbidden;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks once, then ends all that a staff member holds; and takes them in again. */
@Controller
class StaffDeactivationPage {
  private static final String PATH = StaffSearch.PATH + "/{id}/deactivation";

  private final StaffFiles files;
  private final Texts texts;

  StaffDeactivationPage(StaffFiles files, Texts texts) {
    this.files = files;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    return question(file(desk, id), "", dialog);
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(PATH)
  ModelAndView create(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    StaffFile file = file(desk, id);
    Words words = texts.in(desk.locale());
    DeactivationAnswer answer = files.deactivate(desk.member(), desk.property(), id);
    return switch (answer) {
      case DONE -> {
        next.addFlashAttribute("notice", words.of("staff.deactivated.done", file.member().name()));
        yield SeeOther.to(StaffPage.path(id));
      }
      case BEFORE -> SeeOther.to(StaffPage.path(id));
      case ONESELF, LAST_ADMINISTRATOR -> {
        ModelAndView page = question(file, words.of("staff.deactivate.error." + answer), false);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(StaffSearch.PATH + "/{id}/activation")
  ModelAndView end(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    StaffFile file = file(desk, id);
    if (files.activate(desk.member(), desk.property(), id)) {
      Words words = texts.in(desk.locale());
      next.addFlashAttribute("notice", words.of("staff.activated.done", file.member().name()));
    }
    return SeeOther.to(StaffPage.path(id));
  }

  private static ModelAndView question(StaffFile file, String error, boolean dialog) {
    return new ModelAndView("portal/staff/" + (dialog ? "deactivation" : "deactivation-page"))
        .addObject("address", StaffPage.path(file.member().id()))
        .addObject("name", file.member().name())
        .addObject("error", error);
  }

  private StaffFile file(Desk desk, UUID id) {
    StaffFile file = files.find(desk.member(), desk.property().id(), id).orElseThrow(NotFound::new);
    if (!StaffFiles.mayHandle(desk.member(), file)) throw new Forbidden();
    return file;
  }
}
