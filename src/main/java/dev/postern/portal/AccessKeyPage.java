package dev.postern.portal;

import dev.postern.access.AccessKey;
import dev.postern.access.AccessKeys;
import dev.postern.access.StandingKeys;
import dev.postern.audit.AuditLog;
import dev.postern.people.Capability;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.web.Texts;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One lasting key: its life, and the switches that its owner and their manager have. */
@Controller
class AccessKeyPage {
  static final String PATH = AccessKeysPage.PATH + "/{id}";
  private static final int LIFE = 100;

  private final Keyrings keyrings;
  private final StandingKeys standing;
  private final AccessKeys keys;
  private final Places places;
  private final AuditLog audit;
  private final Texts texts;

  AccessKeyPage(
      Keyrings keyrings,
      StandingKeys standing,
      AccessKeys keys,
      Places places,
      AuditLog audit,
      Texts texts) {
    this.keyrings = keyrings;
    this.standing = standing;
    this.keys = keys;
    this.places = places;
    this.audit = audit;
    this.texts = texts;
  }

  static String path(AccessKey key) {
    return AccessKeysPage.PATH + "/" + key.id();
  }

  @Needs(Capability.MANAGE_ACCESS_KEYS)
  @GetMapping(PATH)
  ModelAndView show(Desk desk, @PathVariable UUID id) {
    var held = keyrings.key(desk, id, (_, _) -> true);
    Set<UUID> opens = keys.properties(id);
    List<String> where =
        places.properties().stream()
            .filter(property -> opens.contains(property.id()))
            .filter(property -> desk.member().worksAt(property.id()))
            .map(Property::name)
            .toList();
    return new ModelAndView("portal/accesskeys/story")
        .addObject("key", held.key())
        .addObject("keyring", Keyring.of(desk, held.owner(), List.of(held.key()), path(held.key())))
        .addObject("where", where)
        .addObject("life", audit.about(id, LIFE));
  }

  @Needs({})
  @PostMapping(PATH + "/deactivation")
  ModelAndView deactivate(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String back,
      RedirectAttributes next) {
    AccessKey key = keyrings.key(desk, id, Keyring::manages).key();
    boolean done = standing.deactivate(desk.actor(), desk.property(), id);
    return done(desk, key, done ? "deactivated" : "unchanged", back, next);
  }

  @Needs({})
  @PostMapping(PATH + "/reactivation")
  ModelAndView reactivate(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String back,
      RedirectAttributes next) {
    AccessKey key = keyrings.key(desk, id, Keyring::manages).key();
    boolean done = standing.reactivate(desk.actor(), desk.property(), id);
    return done(desk, key, done ? "reactivated" : "unchanged", back, next);
  }

  @Needs({})
  @GetMapping(PATH + "/deletion")
  ModelAndView askToDelete(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String back,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    var held = keyrings.key(desk, id, Keyring::manages);
    return new ModelAndView("portal/accesskeys/" + (dialog ? "deletion" : "deletion-page"))
        .addObject("key", held.key())
        .addObject("back", Back.to(back));
  }

  @Needs({})
  @PostMapping(PATH + "/deletion")
  ModelAndView delete(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String back,
      RedirectAttributes next) {
    AccessKey key = keyrings.key(desk, id, Keyring::manages).key();
    boolean done = standing.delete(desk.actor(), desk.property(), id);
    return done(desk, key, done ? "deleted" : "unchanged", back, next);
  }

  private ModelAndView done(
      Desk desk, AccessKey key, String what, String back, RedirectAttributes next) {
    var words = texts.in(desk.locale());
    next.addFlashAttribute(
        "notice",
        words.of(
            "access-key.done." + what, words.of("access-key.form." + key.form()), key.owner()));
    return SeeOther.to(Back.to(back));
  }
}
