package dev.postern.portal;

import dev.postern.access.Entries;
import dev.postern.people.Capability;
import dev.postern.people.StaffFile;
import dev.postern.people.StaffFiles;
import dev.postern.place.Places;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** User Admin > Staff: found as one types, and seen with what they can enter with. */
@Controller
class StaffPage {
  static final int PAGE = 25;
  static final int LATEST = 50;

  private final StaffFiles files;
  private final Keyrings keyrings;
  private final Entries entries;
  private final Places places;
  private final Texts texts;

  StaffPage(StaffFiles files, Keyrings keyrings, Entries entries, Places places, Texts texts) {
    this.files = files;
    this.keyrings = keyrings;
    this.entries = entries;
    this.places = places;
    this.texts = texts;
  }

  static String path(UUID id) {
    return StaffSearch.PATH + "/" + id;
  }

  /** The page; to htmx only the rows, because the rest stays on the screen. */
  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(StaffSearch.PATH)
  String list(
      Desk desk,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "") String after,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partly,
      Model model) {
    StaffSearch search = StaffSearch.of(q, show);
    StaffFiles.Page page =
        files.search(
            desk.member(),
            desk.property().id(),
            search.words(),
            search.filter(),
            RecipientSearch.cursor(after),
            PAGE);
    Words words = texts.in(desk.locale());
    model.addAttribute("search", search);
    model.addAttribute("rows", page.files().stream().map(one -> StaffRow.of(one, words)).toList());
    model.addAttribute("more", page.next() == null ? "" : search.after(page.next()));
    model.addAttribute("continued", !after.isEmpty());
    if (partly) return after.isEmpty() ? "portal/staff/found" : "portal/staff/rows";
    return "portal/staff/list";
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(StaffSearch.PATH + "/{id}")
  String detail(Desk desk, @PathVariable UUID id, Model model) {
    StaffFile file = files.find(desk.member(), desk.property().id(), id).orElseThrow(NotFound::new);
    model.addAttribute("file", file);
    model.addAttribute("phone", StaffRow.phone(file.phone()));
    model.addAttribute("handled", StaffFiles.mayHandle(desk.member(), file));
    model.addAttribute("where", StaffPlaces.of(desk, places, file.member().properties()));
    model.addAttribute("here", file.member().worksAt(desk.property().id()));
    model.addAttribute("keyring", keyrings.of(desk, file.member(), path(id)));
    model.addAttribute("entries", entries.ofPerson(desk.property().id(), id, LATEST));
    return "portal/staff/detail";
  }
}
