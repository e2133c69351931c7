package dev.postern.portal;

import dev.postern.access.Entries;
import dev.postern.access.OneTimePins;
import dev.postern.notification.Notifications;
import dev.postern.people.AlternateEmails;
import dev.postern.people.Capability;
import dev.postern.people.PrimaryContacts;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientFilter;
import dev.postern.people.Recipients;
import dev.postern.place.Property;
import dev.postern.web.NotFound;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The people parcels come for: found as one types, and seen with all that happened. */
@Controller
class RecipientsPage {
  private static final int PAGE = 25;
  private static final int LATEST = 50;
  private static final List<RecipientFilter> FILTERS = List.of(RecipientFilter.values());

  private final Recipients recipients;
  private final AlternateEmails alternateEmails;
  private final PrimaryContacts contacts;
  private final OneTimePins oneTimePins;
  private final Keyrings keyrings;
  private final Notifications notifications;
  private final Entries entries;

  RecipientsPage(
      Recipients recipients,
      AlternateEmails alternateEmails,
      PrimaryContacts contacts,
      OneTimePins oneTimePins,
      Keyrings keyrings,
      Notifications notifications,
      Entries entries) {
    this.recipients = recipients;
    this.alternateEmails = alternateEmails;
    this.contacts = contacts;
    this.oneTimePins = oneTimePins;
    this.keyrings = keyrings;
    this.notifications = notifications;
    this.entries = entries;
  }

  /** The page; to htmx only the rows, because the rest stays on the screen. */
  @Needs(Capability.SEE_RECIPIENTS)
  @GetMapping(RecipientSearch.PATH)
  String list(
      Desk desk,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "") String after,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partly,
      Model model) {
    RecipientSearch search = RecipientSearch.of(q, show);
    Recipients.Page page =
        recipients.search(
            desk.property().id(),
            search.words(),
            search.filter(),
            RecipientSearch.cursor(after),
            PAGE);
    model.addAttribute("search", search);
    model.addAttribute("rows", page.recipients().stream().map(RecipientRow::of).toList());
    model.addAttribute("more", page.next() == null ? "" : search.after(page.next()));
    model.addAttribute("continued", !after.isEmpty());
    if (partly) return after.isEmpty() ? "portal/recipients/found" : "portal/recipients/rows";
    model.addAttribute("counts", counts(desk.property()));
    return "portal/recipients/list";
  }

  private Map<RecipientFilter, Integer> counts(Property property) {
    Map<RecipientFilter, Integer> counts = new EnumMap<>(RecipientFilter.class);
    FILTERS.forEach(filter -> counts.put(filter, recipients.count(property.id(), filter)));
    return counts;
  }

  @Needs(Capability.SEE_RECIPIENTS)
  @GetMapping(RecipientSearch.PATH + "/{id}")
  String detail(Desk desk, @PathVariable UUID id, Model model) {
    Recipient recipient = recipients.find(desk.property().id(), id).orElseThrow(NotFound::new);
    model.addAttribute("recipient", recipient);
    model.addAttribute("row", RecipientRow.of(recipient));
    model.addAttribute("link", alternateEmails.latest(id).orElse(null));
    model.addAttribute("contacts", contacts.ofPerson(id));
    model.addAttribute("pins", oneTimePins.ofRecipient(id));
    model.addAttribute("keyring", keyrings.of(desk, id, RecipientSearch.PATH + "/" + id));
    model.addAttribute("notifications", notifications.ofPerson(id, LATEST));
    model.addAttribute("entries", entries.ofPerson(id, LATEST));
    return "portal/recipients/detail";
  }
}
