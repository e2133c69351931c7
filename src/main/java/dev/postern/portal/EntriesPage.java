package dev.postern.portal;

import dev.postern.access.Entries;
import dev.postern.access.Entry;
import dev.postern.access.EntryFilter;
import dev.postern.people.Capability;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Every attempt at every kiosk of the property. */
@Controller
class EntriesPage {
  private static final int SIZE = 50;

  private final Entries entries;

  EntriesPage(Entries entries) {
    this.entries = entries;
  }

  @Needs(Capability.SEE_ENTRIES)
  @GetMapping("/portal/entries")
  String show(
      Desk desk,
      @RequestParam(defaultValue = "ALL") EntryFilter filter,
      @RequestParam(required = false) @Nullable UUID before,
      Model model) {
    UUID property = desk.property().id();
    Entry last = before == null ? null : entries.find(property, before).orElse(null);
    List<Entry> found = entries.ofProperty(property, filter, last, SIZE + 1);
    model.addAttribute("page", Pages.of(found, SIZE, Entry::attemptId));
    model.addAttribute("filter", filter);
    return "portal/entries";
  }
}
