package dev.postern.kiosk;

import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The kiosk says that it is there. */
@RestController
class HeartbeatScreen {
  private final Kiosks kiosks;

  HeartbeatScreen(Kiosks kiosks) {
    this.kiosks = kiosks;
  }

  @PostMapping("/kiosk/heartbeat")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void create(@AuthenticationPrincipal Kiosk kiosk) {
    kiosks.seen(kiosk.id());
  }
}
