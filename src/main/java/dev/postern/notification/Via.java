package dev.postern.notification;

/** A channel. */
public enum Via {
  EMAIL,
  SMS;

  public Via other() {
    return this == EMAIL ? SMS : EMAIL;
  }
}
