package dev.postern.rehearsal;

import dev.postern.vault.Secret;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** All of the rehearsal on one page: three steps, the message tray and the door. */
@Controller
@OnlyInRehearsal
class RehearsalPage {
  private static final List<WhoSignsIn> PEOPLE =
      List.of(
          new WhoSignsIn("Rosa Delgado", RiverStreet.MANAGER, "manager"),
          new WhoSignsIn("Sam Okafor", RiverStreet.STAFF, "staff"));

  private final Stage stage;
  private final TrayPage tray;
  private final SimulatedDoorPage door;
  private final SignInFile signIn;
  private final Onlookers onlookers;

  RehearsalPage(
      Stage stage, TrayPage tray, SimulatedDoorPage door, SignInFile signIn, Onlookers onlookers) {
    this.stage = stage;
    this.tray = tray;
    this.door = door;
    this.signIn = signIn;
    this.onlookers = onlookers;
  }

  @GetMapping("/rehearsal")
  String show(Locale locale, Model model) {
    model.addAttribute("property", stage.property().name());
    model.addAttribute("people", PEOPLE);
    model.addAttribute("onlyHere", onlookers.onlyHere());
    model.addAttribute("password", passwordForOnlookers());
    tray.addTo(model, locale);
    door.addTo(model);
    return "rehearsal/home";
  }

  private @Nullable String passwordForOnlookers() {
    return onlookers.onlyHere() ? signIn.password().map(Secret::reveal).orElse(null) : null;
  }
}
