package dev.postern.kiosk;

import dev.postern.access.PinRequests;
import dev.postern.place.Kiosk;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Somebody without a PIN asks for one. */
@RestController
class PinRequestScreen {
  private final PinRequests requests;
  private final KioskBody body;

  PinRequestScreen(PinRequests requests, KioskBody body) {
    this.requests = requests;
    this.body = body;
  }

  /** The answer is the same whoever's address it is; sent again it asks nothing twice. */
  @PostMapping(path = "/kiosk/pin-requests", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer create(@AuthenticationPrincipal Kiosk kiosk, HttpServletRequest request)
      throws IOException {
    Asked asked = body.read(request, Asked.class);
    if (asked.request() == null || asked.address() == null) throw new KioskBody.Unreadable();
    return Answer.of(requests.ask(kiosk, asked.request(), asked.address()));
  }

  /** What a screen sends; both parts must be there. */
  record Asked(@Nullable UUID request, @Nullable String address) {
    @Override
    public String toString() {
      return "Asked " + request; // the address is somebody's
    }
  }

  /** What a screen shows: {@code asked}, {@code no-address}, {@code not-offered}. */
  record Answer(String answer) {
    static Answer of(PinRequests.Answer answer) {
      return new Answer(answer.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }
}
