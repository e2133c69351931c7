package dev.postern.vault;

/** Why the program does not start: without the right keys nothing in the database can be used. */
public final class VaultRefused extends RuntimeException {
  private final String whatToDo;

  VaultRefused(String whatHappened, String whatToDo) {
    super(whatHappened);
    this.whatToDo = whatToDo;
  }

  /** One sentence for the operator. */
  public String whatToDo() {
    return whatToDo;
  }
}
