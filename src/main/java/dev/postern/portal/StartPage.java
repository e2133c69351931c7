package dev.postern.portal;

import dev.postern.place.Places;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where someone begins who typed only the host's name. */
@Controller
class StartPage {
  private final Places places;
  private final boolean rehearsal;

  StartPage(Places places, @Value("${postern.rehearsal}") boolean rehearsal) {
    this.places = places;
    this.rehearsal = rehearsal;
  }

  @GetMapping("/")
  String show() {
    if (rehearsal) return "redirect:/rehearsal";
    return places.organization().isEmpty() ? "redirect:/setup" : "redirect:/portal";
  }
}
