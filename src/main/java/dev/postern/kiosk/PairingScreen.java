package dev.postern.kiosk;

import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.place.Kiosks;
import dev.postern.vault.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A screen becomes a kiosk with the code that staff read out of the portal. */
@RestController
class PairingScreen {
  private static final String EVERY_SCREEN = "";

  private final Kiosks kiosks;
  private final Limits limits;
  private final KioskBody body;

  PairingScreen(Kiosks kiosks, Limits limits, KioskBody body) {
    this.kiosks = kiosks;
    this.limits = limits;
    this.body = body;
  }

  /** 204 with the device cookie; 422 whatever is wrong with the code; 429 after too many tries. */
  @PostMapping(path = "/kiosk/pairing", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> create(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String code = body.read(request, Pairing.class).code();
    if (code == null) throw new KioskBody.Unreadable();
    Optional<Duration> pause = limits.take(Limit.PAIRING_TRIES, EVERY_SCREEN);
    if (pause.isPresent()) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
          .header(HttpHeaders.RETRY_AFTER, String.valueOf(pause.get().toSeconds()))
          .build();
    }
    Optional<Secret> credential = kiosks.pair(new Secret(code));
    if (credential.isEmpty()) return ResponseEntity.unprocessableContent().build();
    limits.giveBack(Limit.PAIRING_TRIES, EVERY_SCREEN);
    KioskCookie.write(response, credential.get());
    return ResponseEntity.noContent().build();
  }

  record Pairing(@Nullable String code) {
    @Override
    public String toString() {
      return "Pairing";
    }
  }
}
