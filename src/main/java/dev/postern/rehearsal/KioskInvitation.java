package dev.postern.rehearsal;

import dev.postern.audit.Actor;
import dev.postern.place.Kiosks;
import dev.postern.vault.Secret;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Makes the browser that asks the rehearsal's kiosk. */
@Controller
@OnlyInRehearsal
class KioskInvitation {
  private final Stage stage;
  private final Kiosks kiosks;

  KioskInvitation(Stage stage, Kiosks kiosks) {
    this.stage = stage;
    this.kiosks = kiosks;
  }

  /**
   * Leads to the pairing page with a code behind the {@code #}, where no server and no log sees it.
   */
  @PostMapping("/rehearsal/kiosk")
  ResponseEntity<Void> create() {
    Secret code = kiosks.invite(Actor.SYSTEM, stage.kiosk().id());
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/kiosk#code=" + code.reveal()))
        .build();
  }
}
