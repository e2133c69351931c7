package dev.postern.portal;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** My Account > My Access Keys, and the shield that shows one's own PIN from anywhere. */
@Controller
class MyAccessKeysPage {
  static final String PATH = "/portal/my-account/access-keys";

  private final Keyrings keyrings;

  MyAccessKeysPage(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  @Needs({})
  @GetMapping(PATH)
  String show(Desk desk, Model model) {
    model.addAttribute("keyring", keyrings.of(desk, desk.member().id(), PATH));
    return "portal/accesskeys/mine";
  }

  /** What opens under the shield: fetched when it is opened, so that no other page pays for it. */
  @Needs({})
  @GetMapping("/portal/my-account/pin")
  String pin(Desk desk, Model model) {
    model.addAttribute("keyring", keyrings.of(desk, desk.member().id(), PATH));
    return "portal/accesskeys/my-pin";
  }
}
