package dev.postern.notification;

/**
 * Where a notification goes.
 *
 * @param address an e-mail address, or a phone number in E.164
 */
public record Destination(Via via, String address) {
  /** As people may see it over a shoulder: {@code a•••@example.com}, {@code ••• 0150}. */
  public String masked() {
    return switch (via) {
      case EMAIL -> address.charAt(0) + "•••" + address.substring(address.indexOf('@'));
      case SMS -> "••• " + address.substring(Math.max(0, address.length() - 4));
    };
  }
}
