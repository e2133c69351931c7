package dev.postern.notification;

import dev.postern.vault.Secret;
import java.net.URI;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Addresses of this program as people and providers reach it from outside. */
@Component
public class PublicUrl {
  private final String base;

  public PublicUrl(@Value("${postern.public-url:http://localhost:${server.port:8080}}") URI url) {
    if (url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "postern.public-url is " + url + "; it must look like https://postern.example.com");
    }
    this.base = url.toString().replaceAll("/+$", "");
  }

  /** Where the program begins for people. */
  public URI site() {
    return URI.create(base);
  }

  /** The page that draws a QR code. The text is in the fragment, which no server ever sees. */
  String qrCode(Secret qr) {
    return base + "/q#" + qr.reveal();
  }

  /**
   * A link that does one thing for whoever holds it. Its token is in the fragment, which no server
   * sees and no log holds; the page at {@code path} sends it back in a post.
   *
   * @param path of a public page, beginning with a slash
   */
  public Secret link(String path, Secret token) {
    return new Secret(base + path + "#" + token.reveal());
  }

  /** Where a provider reports on a notification. */
  public String receipt(String provider, UUID notification) {
    return base + "/callbacks/" + provider + "/" + notification;
  }
}
