package dev.postern.kiosk;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a camera sees when somebody holds a QR code in front of it. */
final class Picture {
  private static final int SCALE = 6;
  private static final byte GREY = (byte) 190;

  /** One byte of brightness per point, the code in the middle of a grey room. */
  static byte[] of(String text, int width, int height) throws Exception {
    ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    byte[] picture = new byte[width * height];
    Arrays.fill(picture, GREY);
    int side = modules.getWidth() * SCALE;
    int left = (width - side) / 2;
    int top = (height - side) / 2;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean dark = modules.get(x / SCALE, y / SCALE) == 1;
        picture[(y + top) * width + x + left] = dark ? 30 : GREY;
      }
    }
    return picture;
  }

  /** The same as a film that Chromium plays in place of a camera. */
  static Path film(String text) throws Exception {
    Path film = Files.createTempFile(Path.of("target"), "camera", ".y4m").toAbsolutePath();
    byte[] light = of(text, 640, 480);
    byte[] colour = new byte[2 * 320 * 240];
    Arrays.fill(colour, (byte) 128);
    try (OutputStream out = Files.newOutputStream(film)) {
      write(out, "YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n");
      for (int frame = 0; frame < 2; frame++) {
        write(out, "FRAME\n");
        out.write(light);
        out.write(colour);
      }
    }
    return film;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private Picture() {}
}
