package dev.postern.rehearsal;

import dev.postern.notification.Tray;
import dev.postern.notification.TrayItem;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.When;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The message tray: what recipients would have got, as they would have seen it. */
@Controller
@OnlyInRehearsal
class TrayPage {
  private static final int SHOWN = 40;

  /** An e-mail brings its own styles and its picture in itself; it runs and reaches nothing. */
  private static final String EMAIL_MAY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
          + "sandbox allow-popups allow-popups-to-escape-sandbox;"
          + " frame-ancestors 'self'";

  private final Tray tray;
  private final Stage stage;
  private final Texts texts;
  private final Clock clock;

  TrayPage(Tray tray, Stage stage, Texts texts, Clock clock) {
    this.tray = tray;
    this.stage = stage;
    this.texts = texts;
    this.clock = clock;
  }

  @GetMapping("/rehearsal/tray")
  String show(Locale locale, Model model) {
    addTo(model, locale);
    return "rehearsal/tray";
  }

  /** What came since the newest message on the page, for a page that is open; else nothing. */
  @GetMapping("/rehearsal/tray/since")
  @Nullable ModelAndView since(
      @RequestParam(required = false) @Nullable UUID after,
      Locale locale,
      HttpServletResponse response) {
    List<TrayItem> news =
        tray.newest(SHOWN).stream().takeWhile(item -> !item.id().equals(after)).toList();
    if (news.isEmpty()) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return null;
    }
    return new ModelAndView("rehearsal/tray-news", drawn(news, locale));
  }

  /** The e-mail itself, for the frame that shows it. */
  @GetMapping(
      value = "/rehearsal/tray/{id}/email",
      produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
  @ResponseBody
  String email(@PathVariable UUID id, HttpServletResponse response) {
    TrayItem item = tray.find(id).orElseThrow(NotFound::new);
    var html = item.html();
    if (html == null) throw new NotFound();
    response.setHeader("Content-Security-Policy", EMAIL_MAY);
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    return html.reveal();
  }

  void addTo(Model model, Locale locale) {
    model.addAllAttributes(drawn(tray.newest(SHOWN), locale));
  }

  private Map<String, Object> drawn(List<TrayItem> items, Locale locale) {
    return Map.of(
        "messages",
        items.stream().map(TrayMessage::of).toList(),
        "when",
        new When(texts.in(locale), stage.property().zone(), clock.instant()));
  }
}
