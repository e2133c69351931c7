package dev.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Makes the sheet of a request. */
@Component
public class Sheets {
  private final Texts texts;
  private final LocaleResolver languages;
  private final ObjectProvider<ResourceUrlProvider> files;

  /**
   * @param files asked for late: it is made from the same configuration that needs the sheets
   */
  Sheets(Texts texts, LocaleResolver languages, ObjectProvider<ResourceUrlProvider> files) {
    this.texts = texts;
    this.languages = languages;
    this.files = files;
  }

  public Sheet of(HttpServletRequest request) {
    return new Sheet(
        texts.in(languages.resolveLocale(request)),
        Theme.of(request),
        ServletUriComponentsBuilder.fromContextPath(request).build().toUriString(),
        path(request),
        () -> csrf(request),
        file -> Objects.requireNonNullElse(files.getObject().getForLookupPath(file), file));
  }

  private static String path(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  private static String csrf(HttpServletRequest request) {
    CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    return token == null ? "" : token.getToken();
  }
}
