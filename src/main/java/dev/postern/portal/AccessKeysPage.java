package dev.postern.portal;

import dev.postern.access.AccessKeys;
import dev.postern.people.Capability;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** All access keys of the property, never their values. */
@Controller
class AccessKeysPage {
  static final String PATH = "/portal/access-keys";
  private static final int PAGE = 25;

  private final AccessKeys keys;

  AccessKeysPage(AccessKeys keys) {
    this.keys = keys;
  }

  /** The page; to htmx only the rows, because the rest stays on the screen. */
  @Needs(Capability.MANAGE_ACCESS_KEYS)
  @GetMapping(PATH)
  String list(
      Desk desk,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String form,
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "") String before,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partly,
      Model model) {
    AccessKeySearch search = AccessKeySearch.of(q, form, who, show);
    AccessKeys.Page page =
        keys.list(desk.property().id(), search.filter(), AccessKeySearch.cursor(before), PAGE);
    model.addAttribute("search", search);
    model.addAttribute("keys", page.keys());
    model.addAttribute("more", page.next() == null ? "" : search.after(page.next()));
    return "portal/accesskeys/" + (partly ? "found" : "list");
  }
}
