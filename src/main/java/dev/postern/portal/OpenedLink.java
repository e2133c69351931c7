package dev.postern.portal;

import dev.postern.notification.LinkText;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The link that a browser has opened: its token's hash, in the session until the link is used. The
 * token itself was in the fragment of the address and is posted once by {@code link.js}, or pasted
 * by somebody whose browser runs no script.
 */
final class OpenedLink {
  /**
   * Remembers the link.
   *
   * @param given the token, or the whole address that ends with it
   * @return the hash by which the link is found
   */
  static byte[] keep(HttpServletRequest request, LinkText.Kind kind, Secret given) {
    byte[] hash = hash(given);
    request.getSession().setAttribute(name(kind), HexFormat.of().formatHex(hash));
    return hash;
  }

  static byte[] hash(Secret given) {
    String text = given.reveal().strip();
    return Secrets.hash(new Secret(text.substring(text.lastIndexOf('#') + 1)));
  }

  static Optional<byte[]> of(HttpServletRequest request, LinkText.Kind kind) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(name(kind)) instanceof String hash
        ? Optional.of(HexFormat.of().parseHex(hash))
        : Optional.empty();
  }

  static void forget(HttpServletRequest request, LinkText.Kind kind) {
    HttpSession session = request.getSession(false);
    if (session != null) session.removeAttribute(name(kind));
  }

  private static String name(LinkText.Kind kind) {
    return "link:" + kind.name();
  }

  private OpenedLink() {}
}
