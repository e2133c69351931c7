package dev.postern.kiosk;

import dev.postern.place.Kiosk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that a kiosk shows all day, or the pairing page if this screen is none (any more). */
@Controller
class KioskScreen {
  private static final String WITH_CAMERA =
      "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()";

  private final KioskPages pages;

  KioskScreen(KioskPages pages) {
    this.pages = pages;
  }

  @GetMapping("/kiosk")
  String show(
      @AuthenticationPrincipal @Nullable Kiosk kiosk,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (kiosk == null) return "kiosk/pairing";
    KioskCookie.read(request).ifPresent(credential -> KioskCookie.write(response, credential));
    KioskPage page = pages.of(kiosk);
    if (page.camera()) response.setHeader("Permissions-Policy", WITH_CAMERA);
    model.addAttribute("page", page);
    return "kiosk/kiosk";
  }
}
