package dev.postern.notification;

/** What the HTML part of an e-mail shows: lines in its language, ready to be escaped. */
public record OneTimePinEmail(
    String language,
    String title,
    String property,
    String greeting,
    String pin,
    String opens,
    String until,
    String how,
    String qr,
    String qrAlt,
    String shared,
    String stranger) {
  @Override
  public String toString() {
    return "•••"; // it holds the PIN
  }
}
