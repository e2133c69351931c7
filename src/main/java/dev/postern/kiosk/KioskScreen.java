package dev.postern.kiosk;

import dev.postern.place.Kiosk;
import dev.postern.place.Places;
import dev.postern.place.Property;
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

  private final Places places;
  private final KioskTexts texts;
  private final KioskSettings settings;

  KioskScreen(Places places, KioskTexts texts, KioskSettings settings) {
    this.places = places;
    this.texts = texts;
    this.settings = settings;
  }

  @GetMapping("/kiosk")
  String show(
      @AuthenticationPrincipal @Nullable Kiosk kiosk,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (kiosk == null) return "kiosk/pairing";
    KioskCookie.read(request).ifPresent(credential -> KioskCookie.write(response, credential));
    if (settings.camera()) response.setHeader("Permissions-Policy", WITH_CAMERA);
    model.addAttribute("page", page(kiosk));
    return "kiosk/kiosk";
  }

  private KioskPage page(Kiosk kiosk) {
    Property property = places.property(kiosk.room().propertyId());
    return new KioskPage(
        property.name(),
        kiosk.room().name(),
        property.language(),
        property.country(),
        property.zone().getId(),
        Property.SHORTEST_PIN,
        Property.LONGEST_PIN,
        property.requestPinOn(),
        property.requestPinLife().toMinutes(),
        settings.camera(),
        texts.json());
  }
}
