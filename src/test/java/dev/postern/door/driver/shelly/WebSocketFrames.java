package dev.postern.door.driver.shelly;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The server's half of RFC 6455, as far as a small device speaks it. */
final class WebSocketFrames {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;

  private WebSocketFrames() {}

  static String welcome(String key) {
    return """
    HTTP/1.1 101 Switching Protocols\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Accept: %s\r
    \r
    """
        .formatted(accepted(key));
  }

  /** The next text; null when the other side says goodbye. */
  static @Nullable String read(DataInputStream in) throws IOException {
    while (true) {
      int kind = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if ((length & 0x80) == 0) throw new IOException("A client's frames are masked");
      int size = (length & 0x7f) == 126 ? in.readUnsignedShort() : length & 0x7f;
      if (size == 127) throw new IOException("No frame is that long");
      byte[] mask = in.readNBytes(4);
      byte[] content = in.readNBytes(size);
      for (int i = 0; i < content.length; i++) {
        content[i] ^= mask[i % 4];
      }
      if ((kind & 0x0f) == CLOSE) return null;
      if (kind == (0x80 | TEXT)) return new String(content, UTF_8);
    }
  }

  static byte[] text(byte[] content) {
    var frame = ByteBuffer.allocate(content.length + 4);
    frame.put((byte) (0x80 | TEXT));
    if (content.length < 126) frame.put((byte) content.length);
    else frame.put((byte) 126).putShort((short) content.length);
    frame.put(content);
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private static String accepted(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
