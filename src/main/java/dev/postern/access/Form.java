package dev.postern.access;

/** What an access key is made of. */
public enum Form {
  PIN("pin"),
  QR("qr-code"),
  CARD("key-card");

  private final String subject;

  Form(String subject) {
    this.subject = subject;
  }

  /** The word of the audit log. */
  String subject() {
    return subject;
  }
}
