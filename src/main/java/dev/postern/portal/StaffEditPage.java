package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.Role;
import dev.postern.people.StaffAnswer;
import dev.postern.people.StaffChange;
import dev.postern.people.StaffFile;
import dev.postern.people.StaffFiles;
import dev.postern.place.Places;
import dev.postern.web.Forbidden;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes a staff member: what they are called, what they may do, where they work. */
@Controller
class StaffEditPage {
  private static final String PATH = StaffSearch.PATH + "/{id}/edit";

  private final StaffFiles files;
  private final Places places;
  private final Texts texts;

  StaffEditPage(StaffFiles files, Places places, Texts texts) {
    this.files = files;
    this.places = places;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH)
  ModelAndView ask(Desk desk, @PathVariable UUID id) {
    StaffFile file = file(desk, id);
    return page(desk, file, StaffForm.of(file), new FormErrors(), false);
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(PATH)
  ModelAndView update(Desk desk, @PathVariable UUID id, StaffForm form, RedirectAttributes next) {
    StaffFile file = file(desk, id);
    Set<UUID> ticked =
        StaffFields.ticked(form.properties(), StaffPlaces.offered(desk.member(), places));
    StaffChange change = form.change(file.member().role(), ticked);
    Words words = texts.in(desk.locale());
    return switch (files.edit(
        desk.member(), desk.property(), id, StaffFields.version(form.version()), change)) {
      case StaffAnswer.Saved _ -> saved(desk, file, words, next);
      case StaffAnswer.Refused(var faults) ->
          again(
              page(desk, file, form, StaffFields.errors(faults, words), false),
              HttpStatus.UNPROCESSABLE_CONTENT);
      case StaffAnswer.ChangedMeanwhile _ -> {
        StaffFile now = file(desk, id);
        yield again(page(desk, now, form.beside(now), new FormErrors(), true), HttpStatus.CONFLICT);
      }
    };
  }

  /** Who was taken away from this property is not found here any more. */
  private ModelAndView saved(Desk desk, StaffFile before, Words words, RedirectAttributes next) {
    UUID id = before.member().id();
    var after = files.find(desk.member(), desk.property().id(), id);
    String name = after.map(StaffFile::member).orElse(before.member()).name();
    next.addFlashAttribute("notice", words.of("staff.saved", name));
    return SeeOther.to(after.isPresent() ? StaffPage.path(id) : StaffSearch.PATH);
  }

  private static ModelAndView again(ModelAndView page, HttpStatus status) {
    page.setStatus(status);
    return page;
  }

  private ModelAndView page(
      Desk desk, StaffFile file, StaffForm form, FormErrors errors, boolean late) {
    return new ModelAndView("portal/staff/edit")
        .addObject("file", file)
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject("late", late)
        .addObject("roles", roles(desk, file))
        .addObject("properties", StaffPlaces.offered(desk.member(), places))
        .addObject("others", StaffPlaces.of(desk, places, file.member().properties()).others());
  }

  /** The roles that the reader may give them; none but the present one to oneself. */
  private static List<Role> roles(Desk desk, StaffFile file) {
    if (desk.member().id().equals(file.member().id())) return List.of(file.member().role());
    return Arrays.stream(Role.values()).filter(desk.member()::gives).toList();
  }

  private StaffFile file(Desk desk, UUID id) {
    StaffFile file = files.find(desk.member(), desk.property().id(), id).orElseThrow(NotFound::new);
    if (!StaffFiles.mayHandle(desk.member(), file)) throw new Forbidden();
    return file;
  }
}
