package dev.postern.notification;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import dev.postern.vault.Secret;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A QR code as a PNG of one bit per pixel, written without the desktop parts of Java. */
public final class QrPicture {
  private static final int PIXELS = 8; // of one module: sharp in print, about 300 px in all
  private static final int QUIET_ZONE = 4; // modules, as the standard asks

  private final byte[] png;

  private QrPicture(byte[] png) {
    this.png = png;
  }

  /** The picture of {@code text}, capital letters and digits for the smallest code. */
  public static QrPicture of(Secret text) {
    try {
      var hints =
          Map.of(
              EncodeHintType.ERROR_CORRECTION,
              ErrorCorrectionLevel.M,
              EncodeHintType.MARGIN,
              QUIET_ZONE);
      return new QrPicture(
          png(new QRCodeWriter().encode(text.reveal(), BarcodeFormat.QR_CODE, 0, 0, hints)));
    } catch (WriterException | IOException impossible) {
      throw new IllegalStateException("A QR code could not be drawn");
    }
  }

  public byte[] png() {
    return png.clone();
  }

  /** For a page that can't load pictures from elsewhere. */
  public String dataUri() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  private static byte[] png(BitMatrix modules) throws IOException {
    var file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(file, "IHDR", header(modules.getWidth() * PIXELS, modules.getHeight() * PIXELS));
    chunk(file, "IDAT", pixels(modules));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] header(int width, int height) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var header = new DataOutputStream(bytes);
    header.writeInt(width);
    header.writeInt(height);
    header.write(new byte[] {1, 0, 0, 0, 0}); // 1 bit, grey, deflate, no filter, not interlaced
    return bytes.toByteArray();
  }

  private static byte[] pixels(BitMatrix modules) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var deflated = new DeflaterOutputStream(bytes)) {
      for (int y = 0; y < modules.getHeight(); y++) {
        byte[] line = new byte[1 + modules.getWidth() * PIXELS / 8]; // the first: no filter
        for (int x = 0; x < modules.getWidth(); x++) {
          if (!modules.get(x, y)) line[1 + x] = (byte) 0xff; // a module is a byte wide
        }
        for (int times = 0; times < PIXELS; times++) deflated.write(line);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var sum = new CRC32();
    sum.update(name);
    sum.update(content);
    var out = new DataOutputStream(file);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }
}
