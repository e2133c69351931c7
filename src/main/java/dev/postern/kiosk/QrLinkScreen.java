package dev.postern.kiosk;

import dev.postern.access.ShownKey;
import dev.postern.vault.Secret;
import dev.postern.web.QrSquares;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The page behind the link in a message. The key is in the link's fragment, so it is in no log; it
 * is only drawn, never looked up, so opening the link uses nothing up and tells nothing.
 */
@Controller
class QrLinkScreen {
  private final KioskBody body;

  QrLinkScreen(KioskBody body) {
    this.body = body;
  }

  @GetMapping("/q")
  String show() {
    return "kiosk/qr";
  }

  @PostMapping(path = "/q", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  Drawn draw(HttpServletRequest request) throws IOException {
    String shown = body.read(request, Link.class).shown();
    // Nothing but our own keys is drawn, so nobody makes us draw theirs.
    if (shown == null || !(ShownKey.read(shown) instanceof ShownKey.ScannedQr(Secret text))) {
      throw new KioskBody.Unreadable();
    }
    return new Drawn(QrSquares.of(text).svg());
  }

  record Link(@Nullable String shown) {
    @Override
    public String toString() {
      return "Link";
    }
  }

  record Drawn(String svg) {
    @Override
    public String toString() {
      return "Drawn";
    }
  }
}
