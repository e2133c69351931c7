package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.PropertySettings;
import dev.postern.place.Room;
import dev.postern.place.Rooms;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What may be set of the property, each setting with what it does; and its rooms. */
@Controller
class SettingsPage {
  static final String PATH = "/portal/settings";

  private static final String ROOMS = "/portal/rooms";
  private static final String ROOM_NAME = ROOMS + "/{id}/name";

  private final Places places;
  private final Rooms rooms;
  private final Texts texts;
  private final Clock clock;

  SettingsPage(Places places, Rooms rooms, Texts texts, Clock clock) {
    this.places = places;
    this.rooms = rooms;
    this.texts = texts;
    this.clock = clock;
  }

  @Needs(Capability.MANAGE_PROPERTY)
  @GetMapping(PATH)
  ModelAndView show(Desk desk) {
    return page(desk, SettingsForm.of(desk.property()), new FormErrors());
  }

  @Needs(Capability.MANAGE_PROPERTY)
  @PostMapping(PATH)
  ModelAndView change(Desk desk, SettingsForm form, RedirectAttributes next) {
    Words words = words(desk);
    PropertySettings before = PropertySettings.of(desk.property());
    FormErrors errors = new FormErrors();
    Optional<PropertySettings> after = new SettingsCheck(words, errors).read(form);
    if (!form.version().equals(before.version())) return meanwhile(desk, form, after, errors);
    if (after.isEmpty()) return again(desk, form, errors);
    return switch (places.change(desk.actor(), desk.property(), after.get())) {
      case DONE -> done(next, saved(words, before, after.get()));
      case NOTHING -> done(next, words.of("settings.nothing"));
      case MEANWHILE -> meanwhile(desk, form, after, errors);
    };
  }

  private static String saved(Words words, PropertySettings before, PropertySettings after) {
    return words.of(
        "settings.saved",
        after.differences(before).stream()
            .map(setting -> words.of("settings." + setting.code()))
            .collect(Collectors.joining(", ")));
  }

  /** Where a page that answered a post leads when it is asked for again. */
  @Needs(Capability.MANAGE_PROPERTY)
  @GetMapping(ROOMS)
  String back() {
    return "redirect:" + PATH;
  }

  @Needs(Capability.MANAGE_PROPERTY)
  @GetMapping(ROOM_NAME)
  String back(Desk desk, @PathVariable UUID id) {
    room(desk, id);
    return back();
  }

  @Needs(Capability.MANAGE_PROPERTY)
  @PostMapping(ROOMS)
  ModelAndView addRoom(
      Desk desk, @RequestParam(defaultValue = "") String name, RedirectAttributes next) {
    FormErrors errors = named("room", name, desk);
    if (errors.any()) return again(desk, errors, name);
    return rooms
        .add(desk.actor(), desk.property().id(), name)
        .map(room -> done(next, words(desk).of("settings.rooms.added", room.name())))
        .orElseGet(() -> taken(desk, "room", name));
  }

  @Needs(Capability.MANAGE_PROPERTY)
  @PostMapping(ROOM_NAME)
  ModelAndView renameRoom(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String name,
      RedirectAttributes next) {
    Room before = room(desk, id);
    FormErrors errors = named("room-" + id, name, desk);
    if (errors.any()) return again(desk, errors, name);
    return rooms
        .rename(desk.actor(), before, name)
        .map(room ->
            done(next, words(desk).of("settings.rooms.renamed", before.name(), room.name())))
        .orElseGet(() -> taken(desk, "room-" + id, name));
  }

  private Room room(Desk desk, UUID id) {
    return places.rooms(desk.property().id()).stream()
        .filter(room -> room.id().equals(id))
        .findFirst()
        .orElseThrow(NotFound::new);
  }

  private FormErrors named(String field, String name, Desk desk) {
    FormErrors errors = new FormErrors();
    new SettingsCheck(words(desk), errors).name(field, name);
    return errors;
  }

  private ModelAndView taken(Desk desk, String field, String name) {
    FormErrors errors = new FormErrors();
    errors.add(field, words(desk).of("settings.rooms.taken", name.strip()));
    return again(desk, errors, name);
  }

  private ModelAndView again(Desk desk, FormErrors errors, String typed) {
    return again(desk, SettingsForm.of(desk.property()), errors).addObject("typed", typed);
  }

  private ModelAndView again(Desk desk, SettingsForm form, FormErrors errors) {
    ModelAndView page = page(desk, form, errors);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** Nothing is lost: the input stays, and beside it stands what is set by now. */
  private ModelAndView meanwhile(
      Desk desk, SettingsForm form, Optional<PropertySettings> asked, FormErrors errors) {
    Property now = places.property(desk.property().id());
    Words words = words(desk);
    ModelAndView page = page(desk, form.beside(now), errors);
    page.setStatus(HttpStatus.CONFLICT);
    return page.addObject(
            "meanwhile",
            asked.map(settings -> SettingWords.differences(settings, now, words)).orElse(List.of()))
        .addObject("late", true);
  }

  private ModelAndView page(Desk desk, SettingsForm form, FormErrors errors) {
    return new ModelAndView("portal/settings/settings")
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject("rooms", places.rooms(desk.property().id()))
        .addObject("typed", "")
        .addObject("late", false)
        .addObject("meanwhile", List.of())
        .addObject("choices", SetUpChoices.in(desk.locale(), clock.instant()));
  }

  private static ModelAndView done(RedirectAttributes next, String notice) {
    next.addFlashAttribute("notice", notice);
    return SeeOther.to(PATH);
  }

  private Words words(Desk desk) {
    return texts.in(desk.locale());
  }
}
