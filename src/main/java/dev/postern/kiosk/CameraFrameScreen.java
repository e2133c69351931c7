package dev.postern.kiosk;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.postern.access.ShownKey;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads the QR code in a picture of the kiosk's camera, for browsers that cannot do it themselves.
 * The picture is looked at and forgotten.
 */
@RestController
class CameraFrameScreen {
  /** A frame is a square of so many points, one byte of brightness each. */
  static final int SIDE = 400;

  private static final Map<DecodeHintType, ?> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);

  @PostMapping(path = "/kiosk/camera-frames", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<Shown> create(HttpServletRequest request) throws IOException {
    byte[] frame = KioskBody.bytes(request, SIDE * SIDE);
    if (frame.length != SIDE * SIDE) throw new KioskBody.Unreadable();
    return read(frame)
        .filter(text -> ShownKey.read(text) instanceof ShownKey.ScannedQr)
        .map(text -> ResponseEntity.ok(new Shown(text)))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  private static Optional<String> read(byte[] frame) {
    var light = new PlanarYUVLuminanceSource(frame, SIDE, SIDE, 0, 0, SIDE, SIDE, false);
    try {
      var picture = new BinaryBitmap(new HybridBinarizer(light));
      return Optional.of(new QRCodeReader().decode(picture, HINTS).getText());
    } catch (ReaderException e) {
      return Optional.empty(); // no QR code in this frame; the next one comes soon
    }
  }

  record Shown(String shown) {
    @Override
    public String toString() {
      return "Shown";
    }
  }
}
