package dev.postern.people;

import java.net.URI;

/**
 * This site as a browser knows it when it makes or shows a passkey.
 *
 * @param id the host, which a passkey is bound to for good
 * @param origin scheme, host and port of the page that may ask for it
 */
public record RelyingParty(String id, String origin) {
  public static RelyingParty at(URI site) {
    String port = site.getPort() < 0 ? "" : ":" + site.getPort();
    return new RelyingParty(site.getHost(), site.getScheme() + "://" + site.getHost() + port);
  }
}
