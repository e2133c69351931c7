package dev.postern.kiosk;

import dev.postern.vault.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** Where a screen keeps the credential that makes it a kiosk. */
final class KioskCookie {
  static final String NAME = "__Host-postern-kiosk";

  /** As long as browsers keep any cookie; each opening of the page begins it anew. */
  private static final Duration LIFE = Duration.ofDays(400);

  static Optional<Secret> read(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, NAME);
    return cookie == null ? Optional.empty() : Optional.of(new Secret(cookie.getValue()));
  }

  static void write(HttpServletResponse response, Secret credential) {
    ResponseCookie cookie =
        ResponseCookie.from(NAME, credential.reveal())
            .path("/")
            .httpOnly(true)
            .secure(true)
            .sameSite("Strict")
            .maxAge(LIFE)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  private KioskCookie() {}
}
