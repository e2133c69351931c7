package dev.postern.database;

/**
 * The program does not start, and a person has to do something about it. Printed as two paragraphs
 * without a stack trace: what happened and what it means, then what to do.
 */
public final class StartRefused extends RuntimeException {
  private final String remedy;

  /**
   * @param happened what happened and what it means, as whole sentences
   * @param remedy what to do now, as whole sentences
   */
  public StartRefused(String happened, String remedy) {
    super(happened);
    this.remedy = remedy;
  }

  /** As above, keeping what led to it for the log at DEBUG. */
  public StartRefused(String happened, String remedy, Throwable cause) {
    super(happened, cause);
    this.remedy = remedy;
  }

  /** What happened and what it means. */
  public String happened() {
    return String.valueOf(getMessage());
  }

  /** What to do now. */
  public String remedy() {
    return remedy;
  }
}
