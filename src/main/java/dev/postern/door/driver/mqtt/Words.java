package dev.postern.door.driver.mqtt;

/**
 * A text that a message must have in it, and not as a part of a longer word: "connected" does not
 * stand in "disconnected", nor "ON" in "CONTACT".
 */
record Words(String text) {

  /** Never, if there is no text to look for. */
  boolean in(String message) {
    if (text.isEmpty()) return false;
    int at = message.indexOf(text);
    while (at >= 0 && !standsAt(message, at)) {
      at = message.indexOf(text, at + 1);
    }
    return at >= 0;
  }

  private boolean standsAt(String message, int at) {
    int end = at + text.length();
    boolean begins = at == 0 || !joined(message.charAt(at - 1), text.charAt(0));
    boolean ends =
        end == message.length() || !joined(text.charAt(text.length() - 1), message.charAt(end));
    return begins && ends;
  }

  private static boolean joined(char left, char right) {
    return ofAWord(left) && ofAWord(right);
  }

  private static boolean ofAWord(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '_';
  }
}
