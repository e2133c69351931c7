package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.web.FormErrors;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One more property of the organization. */
@Controller
class PropertiesPage {
  private static final String PATH = "/portal/properties";

  private final Places places;
  private final Desks desks;
  private final Texts texts;
  private final Clock clock;

  PropertiesPage(Places places, Desks desks, Texts texts, Clock clock) {
    this.places = places;
    this.desks = desks;
    this.texts = texts;
    this.clock = clock;
  }

  /** Most organizations stay in one country: the present property's ways are the proposal. */
  @Needs(Capability.MANAGE_ORGANIZATION)
  @GetMapping(PATH + "/new")
  ModelAndView ask(Desk desk) {
    Property here = desk.property();
    return page(
        desk,
        new PropertyForm("", "", here.zone().getId(), here.country(), here.language(), ""),
        new FormErrors());
  }

  /** Where a page that answered a post leads when it is asked for again. */
  @Needs(Capability.MANAGE_ORGANIZATION)
  @GetMapping(PATH)
  String back() {
    return "redirect:" + PATH + "/new";
  }

  /** The administrator stands at the new property afterwards, where the next thing is to do. */
  @Needs(Capability.MANAGE_ORGANIZATION)
  @PostMapping(PATH)
  ModelAndView create(Desk desk, PropertyForm form, HttpSession session, RedirectAttributes next) {
    Words words = texts.in(desk.locale());
    FormErrors errors = errors(form, words);
    if (errors.any()) return again(desk, form, errors);
    Optional<Property> added = places.add(desk.actor(), form.checked());
    if (added.isEmpty()) {
      errors.add("name", words.of("properties.taken", form.name().strip()));
      return again(desk, form, errors);
    }
    desks.choose(desk.member(), added.get().id(), session);
    next.addFlashAttribute("notice", words.of("properties.added", added.get().name()));
    return SeeOther.to("/portal/kiosks");
  }

  private static FormErrors errors(PropertyForm form, Words words) {
    FormErrors errors = new FormErrors();
    SettingsCheck check = new SettingsCheck(words, errors);
    check.name("name", form.name());
    check.text("address", form.address());
    check.place(form.zone(), form.country(), form.language());
    check.name("room", form.room());
    return errors;
  }

  private ModelAndView again(Desk desk, PropertyForm form, FormErrors errors) {
    ModelAndView page = page(desk, form, errors);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private ModelAndView page(Desk desk, PropertyForm form, FormErrors errors) {
    return new ModelAndView("portal/settings/property")
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject("choices", SetUpChoices.in(desk.locale(), clock.instant()));
  }
}
