package dev.postern.kiosk;

import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The kiosk says that it is there. */
@RestController
class HeartbeatScreen {
  /** In the answer: which {@link KioskPage#version} this kiosk's page would have by now. */
  static final String PAGE = "X-Kiosk-Page";

  private final Kiosks kiosks;
  private final KioskPages pages;

  HeartbeatScreen(Kiosks kiosks, KioskPages pages) {
    this.kiosks = kiosks;
    this.pages = pages;
  }

  @PostMapping("/kiosk/heartbeat")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void create(@AuthenticationPrincipal Kiosk kiosk, HttpServletResponse response) {
    kiosks.seen(kiosk.id());
    response.setHeader(PAGE, pages.of(kiosk).version());
  }
}
