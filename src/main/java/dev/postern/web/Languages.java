package dev.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** The reader's language: the one they chose here, else the first of their browser's we speak. */
@Component("localeResolver")
class Languages implements LocaleResolver {
  private static final String COOKIE = "__Host-postern-language";

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    String chosen = Cookies.value(request, COOKIE);
    if (chosen != null && speaks(Locale.of(chosen))) return Texts.spoken(Locale.of(chosen));
    return Collections.list(request.getLocales()).stream()
        .filter(Languages::speaks)
        .findFirst()
        .map(Texts::spoken)
        .orElse(Locale.ENGLISH);
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    if (response == null || locale == null) return;
    Cookies.keep(response, COOKIE, Texts.spoken(locale).getLanguage());
  }

  private static boolean speaks(Locale locale) {
    return Texts.spoken(locale).getLanguage().equals(locale.getLanguage());
  }
}
