package dev.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;

/** Light or dark: what the device says, unless the reader chose. */
public enum Theme {
  DEVICE,
  LIGHT,
  DARK;

  private static final String COOKIE = "__Host-postern-theme";

  static Theme of(HttpServletRequest request) {
    String chosen = Cookies.value(request, COOKIE);
    return Arrays.stream(values())
        .filter(theme -> theme.code().equals(chosen))
        .findFirst()
        .orElse(DEVICE);
  }

  /** Keeps the choice on the reader's device. */
  public void keep(HttpServletResponse response) {
    Cookies.keep(response, COOKIE, code());
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
