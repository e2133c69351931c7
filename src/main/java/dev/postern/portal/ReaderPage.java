package dev.postern.portal;

import dev.postern.web.Forbidden;
import dev.postern.web.Texts;
import dev.postern.web.Theme;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** What a reader chooses about the frame: language, theme, property. */
@Controller
class ReaderPage {
  private final LocaleResolver languages;
  private final Desks desks;

  ReaderPage(LocaleResolver languages, Desks desks) {
    this.languages = languages;
    this.desks = desks;
  }

  @OpenToAll
  @PostMapping("/portal/language")
  String language(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam String language,
      @RequestParam(defaultValue = "") String back) {
    languages.setLocale(request, response, Texts.spoken(Locale.of(language)));
    return "redirect:" + Back.to(back);
  }

  @OpenToAll
  @PostMapping("/portal/theme")
  String theme(
      HttpServletResponse response,
      @RequestParam Theme theme,
      @RequestParam(defaultValue = "") String back) {
    theme.keep(response);
    return "redirect:" + Back.to(back);
  }

  /** Begins at the property's dashboard: the page shown may be about something of the other one. */
  @Needs({})
  @PostMapping("/portal/property")
  String property(HttpServletRequest request, Desk desk, @RequestParam UUID property) {
    if (!desks.choose(desk.member(), property, request.getSession())) throw new Forbidden();
    return "redirect:/portal";
  }
}
