package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.vault.Secret;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One kiosk: its pairing code and the end of its credential. */
@Controller
class KioskPage {
  private final Kiosks kiosks;
  private final Texts texts;
  private final Clock clock;

  KioskPage(Kiosks kiosks, Texts texts, Clock clock) {
    this.kiosks = kiosks;
    this.texts = texts;
    this.clock = clock;
  }

  /** The code is in this one answer and nowhere else; the browser must not keep it. */
  @Needs(Capability.MANAGE_KIOSKS)
  @PostMapping("/portal/kiosks/{id}/pairing-codes")
  String invite(Desk desk, @PathVariable UUID id, Model model) {
    Kiosk kiosk = kiosk(desk, id);
    Instant now = clock.instant();
    Secret code = kiosks.invite(desk.actor(), kiosk.id());
    model.addAttribute("pairing", new PairingCode(kiosk, code, now.plus(Kiosks.PAIRING_CODE_LIFE)));
    return "portal/pairing-code";
  }

  /** Where reloading the page with the code leads. */
  @Needs(Capability.MANAGE_KIOSKS)
  @GetMapping("/portal/kiosks/{id}/pairing-codes")
  String back(Desk desk, @PathVariable UUID id) {
    kiosk(desk, id);
    return "redirect:/portal/kiosks";
  }

  /** The question as a page, for browsers that do not show it as a dialog. */
  @Needs(Capability.MANAGE_KIOSKS)
  @GetMapping("/portal/kiosks/{id}/revocation")
  String ask(Desk desk, @PathVariable UUID id, Model model) {
    model.addAttribute("kiosk", kiosk(desk, id));
    return "portal/kiosk-revocation";
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @PostMapping("/portal/kiosks/{id}/revocation")
  String revoke(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    Kiosk kiosk = kiosk(desk, id);
    kiosks.revoke(desk.actor(), kiosk.id());
    next.addFlashAttribute("notice", texts.in(desk.locale()).of("kiosks.revoked", kiosk.name()));
    return "redirect:/portal/kiosks";
  }

  private Kiosk kiosk(Desk desk, UUID id) {
    return kiosks
        .find(id)
        .filter(kiosk -> kiosk.room().propertyId().equals(desk.property().id()))
        .orElseThrow(NotFound::new);
  }
}
