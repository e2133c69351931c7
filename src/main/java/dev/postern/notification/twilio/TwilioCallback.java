package dev.postern.notification.twilio;

import static java.util.Objects.requireNonNull;

import dev.postern.notification.NotificationSettings;
import dev.postern.notification.PublicUrl;
import dev.postern.notification.Receipts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Twilio reports what became of a text message. The notification is named in the path, so a
 * report that overtakes the answer to our own call finds it too.
 */
@RestController
@ConditionalOnProperty(name = "postern.rehearsal", havingValue = "false")
@ConditionalOnProperty("postern.notification.twilio.account-sid")
class TwilioCallback {
  private final TwilioSignature signature;
  private final PublicUrl url;
  private final Receipts receipts;

  TwilioCallback(NotificationSettings settings, PublicUrl url, Receipts receipts) {
    this.signature = new TwilioSignature(requireNonNull(settings.twilio()).authToken());
    this.url = url;
    this.receipts = receipts;
  }

  @PostMapping("/callbacks/twilio/{notification}")
  ResponseEntity<Void> create(
      @PathVariable UUID notification,
      @RequestHeader(name = "X-Twilio-Signature", defaultValue = "") String proof,
      @RequestParam(name = "MessageSid", defaultValue = "") String sid,
      @RequestParam(name = "MessageStatus", defaultValue = "") String status,
      @RequestParam(name = "ErrorCode", defaultValue = "") String error,
      HttpServletRequest request) {
    String called = url.receipt("twilio", notification);
    if (!signature.fits(proof, called, request.getParameterMap())) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    switch (status) {
      case "delivered", "read" -> receipts.delivered(notification, sid);
      case "undelivered", "failed", "canceled" ->
          receipts.failed(notification, sid, "Twilio: " + status + " " + error);
      default -> {} // on its way: nothing that we don't know
    }
    return ResponseEntity.noContent().build();
  }
}
