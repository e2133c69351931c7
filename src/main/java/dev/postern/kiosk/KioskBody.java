package dev.postern.kiosk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a screen sends, and never more than it has to say. */
@Component
class KioskBody {
  private static final int LARGEST = 1_000;

  private final JsonMapper json;

  KioskBody(JsonMapper json) {
    this.json = json;
  }

  /** The body as JSON of that type. */
  <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
    try {
      T read = json.readValue(bytes(request, LARGEST), type);
      if (read == null) throw new Unreadable();
      return read;
    } catch (JacksonException e) {
      throw new Unreadable();
    }
  }

  /** The bytes of the body. */
  static byte[] bytes(HttpServletRequest request, int largest) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(largest + 1);
    if (bytes.length > largest) throw new Unreadable();
    return bytes;
  }

  /** Too large, or not what was asked for. It says nothing of what was sent. */
  static final class Unreadable extends RuntimeException {
    Unreadable() {
      super("unreadable body", null, false, false);
    }
  }
}
