package dev.postern.kiosk;

import dev.postern.place.Kiosks;
import dev.postern.place.PairingTries;
import dev.postern.vault.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
  private final Kiosks kiosks;
  private final PairingTries tries;
  private final KioskBody body;

  PairingScreen(Kiosks kiosks, PairingTries tries, KioskBody body) {
    this.kiosks = kiosks;
    this.tries = tries;
    this.body = body;
  }

  /** 204 with the device cookie; 422 whatever is wrong with the code; 429 after too many tries. */
  @PostMapping(path = "/kiosk/pairing", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> create(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String code = body.read(request, Pairing.class).code();
    if (code == null) throw new KioskBody.Unreadable();
    if (!tries.take()) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
          .header(HttpHeaders.RETRY_AFTER, String.valueOf(PairingTries.PAUSE.toSeconds()))
          .build();
    }
    Optional<Secret> credential = kiosks.pair(new Secret(code));
    credential.ifPresent(secret -> KioskCookie.write(response, secret));
    return ResponseEntity.status(
            credential.isPresent() ? HttpStatus.NO_CONTENT : HttpStatus.UNPROCESSABLE_CONTENT)
        .build();
  }

  record Pairing(@Nullable String code) {
    @Override
    public String toString() {
      return "Pairing";
    }
  }
}
