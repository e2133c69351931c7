package dev.postern.portal;

import dev.postern.access.Entries;
import dev.postern.database.Uuid7;
import dev.postern.people.Capability;
import dev.postern.people.Courier;
import dev.postern.people.CourierAnswer;
import dev.postern.people.CourierData;
import dev.postern.people.Couriers;
import dev.postern.place.Property;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** User Admin > Couriers: who brings parcels, and when their keys open. */
@Controller
class CouriersPage {
  static final String PATH = "/portal/couriers";

  private static final int MOST = 200;
  private static final int LATEST = 50;

  private final Couriers couriers;
  private final Keyrings keyrings;
  private final Entries entries;
  private final Desks desks;
  private final Texts texts;
  private final Clock clock;

  CouriersPage(
      Couriers couriers,
      Keyrings keyrings,
      Entries entries,
      Desks desks,
      Texts texts,
      Clock clock) {
    this.couriers = couriers;
    this.keyrings = keyrings;
    this.entries = entries;
    this.desks = desks;
    this.texts = texts;
    this.clock = clock;
  }

  static String path(UUID id) {
    return PATH + "/" + id;
  }

  /** The page; to htmx only the rows, because the rest stays on the screen. */
  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH)
  String list(
      Desk desk,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String show,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partly,
      Model model) {
    boolean active = !show.equals("deactivated");
    String words = RecipientSearch.of(q, "").words();
    model.addAttribute("couriers", couriers.search(desk.property().id(), words, active, MOST));
    model.addAttribute("q", words);
    model.addAttribute("active", active);
    model.addAttribute("most", MOST);
    return "portal/couriers/" + (partly ? "found" : "list");
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH + "/{id}")
  String show(Desk desk, @PathVariable UUID id, Model model) {
    Courier courier = courier(desk, id);
    model.addAttribute("courier", courier);
    model.addAttribute("where", names(desk, courier));
    model.addAttribute("keyring", keyrings.of(desk, id, path(id)));
    model.addAttribute("entries", entries.ofPerson(desk.property().id(), id, LATEST));
    return "portal/couriers/detail";
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH + "/new")
  ModelAndView askToAdd(Desk desk) {
    UUID id = Uuid7.at(clock.instant());
    return form(desk, null, CourierForm.fresh(id, desk.property()), new FormErrors());
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @RequestParam UUID form,
      @RequestParam MultiValueMap<String, String> fields,
      RedirectAttributes next) {
    CourierForm posted = CourierForm.posted(form, fields);
    FormErrors errors = new FormErrors();
    Words words = texts.in(desk.locale());
    CourierData data = posted.data(errors, words);
    CourierAnswer answer =
        errors.any()
            ? new CourierAnswer.Refused(Map.of())
            : couriers.add(desk.actor(), desk.property(), form, data, within(desk));
    return answered(desk, null, posted, errors, answer, "courier.added", next);
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH + "/{id}/edit")
  ModelAndView askToEdit(Desk desk, @PathVariable UUID id) {
    Courier courier = courier(desk, id);
    return form(desk, courier, CourierForm.of(courier), new FormErrors());
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(PATH + "/{id}/edit")
  ModelAndView update(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> fields,
      RedirectAttributes next) {
    Courier courier = courier(desk, id);
    CourierForm posted = CourierForm.posted(id, fields);
    FormErrors errors = new FormErrors();
    CourierData data = posted.data(errors, texts.in(desk.locale()));
    CourierAnswer answer =
        errors.any()
            ? new CourierAnswer.Refused(Map.of())
            : couriers.edit(
                desk.actor(), desk.property(), id, posted.version(), data, within(desk));
    return answered(desk, courier, posted, errors, answer, "courier.saved", next);
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH + "/{id}/deactivation")
  ModelAndView askToDeactivate(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    return new ModelAndView("portal/couriers/" + (dialog ? "deactivation" : "deactivation-page"))
        .addObject("courier", courier(desk, id));
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(PATH + "/{id}/deactivation")
  ModelAndView deactivate(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    Courier courier = courier(desk, id);
    boolean done = couriers.deactivate(desk.actor(), desk.property(), id);
    return said(desk, courier, done ? "courier.deactivated" : "courier.unchanged", next);
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(PATH + "/{id}/activation")
  ModelAndView activate(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    Courier courier = courier(desk, id);
    boolean done = couriers.activate(desk.actor(), desk.property(), id);
    return said(desk, courier, done ? "courier.activated" : "courier.unchanged", next);
  }

  private ModelAndView answered(
      Desk desk,
      @Nullable Courier courier,
      CourierForm form,
      FormErrors errors,
      CourierAnswer answer,
      String done,
      RedirectAttributes next) {
    Words words = texts.in(desk.locale());
    return switch (answer) {
      case CourierAnswer.Saved(UUID id) -> {
        // An id that is somebody else's leads nowhere.
        Courier saved = couriers.find(desk.property().id(), id).orElse(null);
        if (saved == null) {
          next.addFlashAttribute("notice", words.of("courier.elsewhere"));
          yield SeeOther.to(PATH);
        }
        yield said(desk, saved, done, next);
      }
      case CourierAnswer.Refused(var faults) -> {
        faults.forEach(
            (field, fault) -> errors.add(field, words.of("courier.error." + fault.name())));
        yield again(form(desk, courier, form, errors));
      }
      case CourierAnswer.ChangedMeanwhile(Courier now) -> {
        errors.add("lastName", words.of("courier.error.meanwhile"));
        yield again(form(desk, courier, form.withVersion(now.version()), errors));
      }
    };
  }

  private ModelAndView said(Desk desk, Courier courier, String key, RedirectAttributes next) {
    next.addFlashAttribute("notice", texts.in(desk.locale()).of(key, courier.name()));
    return SeeOther.to(path(courier.id()));
  }

  private ModelAndView form(
      Desk desk, @Nullable Courier courier, CourierForm form, FormErrors errors) {
    ModelAndView page =
        new ModelAndView("portal/couriers/form")
            .addObject("form", form)
            .addObject("properties", desks.properties(desk.member()))
            .addObject("errors", errors);
    return courier == null ? page : page.addObject("courier", courier);
  }

  private static ModelAndView again(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private Set<UUID> within(Desk desk) {
    return desks.properties(desk.member()).stream()
        .map(Property::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<String> names(Desk desk, Courier courier) {
    return desks.properties(desk.member()).stream()
        .filter(property -> courier.properties().contains(property.id()))
        .map(Property::name)
        .toList();
  }

  private Courier courier(Desk desk, UUID id) {
    return couriers.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
