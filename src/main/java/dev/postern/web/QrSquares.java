package dev.postern.web;

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
  /** The margin that a scanner needs, in squares. */
  private static final int QUIET = 4;

  public static QrSquares of(Secret text) {
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

  /** The view box of the picture with its quiet zone. */
  public String viewBox() {
    int whole = side + 2 * QUIET;
    return "%1$d %1$d %2$d %2$d".formatted(-QUIET, whole);
  }

  /** The whole picture, black on white. */
  public String svg() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="%s" shape-rendering="crispEdges">\
    <path fill="#fff" d="M-%3$d -%3$dh%4$dv%4$dh-%4$dz"/><path d="%2$s"/></svg>\
    """
        .formatted(viewBox(), path, QUIET, side + 2 * QUIET);
  }
}
