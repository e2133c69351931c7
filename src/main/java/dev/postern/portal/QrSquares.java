package dev.postern.portal;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dev.postern.vault.Secret;

/**
 * A QR code as an SVG path of unit squares.
 *
 * @param side how many squares it is wide and high, without the quiet zone
 */
public record QrSquares(int side, String path) {
  static QrSquares of(Secret text) {
    try {
      ByteMatrix squares = Encoder.encode(text.reveal(), ErrorCorrectionLevel.Q).getMatrix();
      StringBuilder path = new StringBuilder();
      for (int y = 0; y < squares.getHeight(); y++) {
        for (int x = 0; x < squares.getWidth(); x++) {
          if (squares.get(x, y) == 1) {
            path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
          }
        }
      }
      return new QrSquares(squares.getWidth(), path.toString());
    } catch (WriterException e) {
      throw new IllegalStateException("a short text always fits a QR code");
    }
  }
}
