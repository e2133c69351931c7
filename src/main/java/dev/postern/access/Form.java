package dev.postern.access;

/** What an access key is made of. */
public enum Form {
  PIN,
  QR,
  CARD
}
