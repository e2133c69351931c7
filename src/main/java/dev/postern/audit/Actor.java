package dev.postern.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something: a staff member, a kiosk, or the program itself.
 *
 * @param name as it was at that moment, so that the log reads the same after a person is renamed
 */
public record Actor(Kind kind, @Nullable UUID id, String name) {
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null, "Postern");

  public enum Kind {
    STAFF,
    KIOSK,
    SYSTEM
  }

  /** The id of the staff member, or null if it is not a person who does it. */
  public @Nullable UUID personId() {
    return kind == Kind.STAFF ? id : null;
  }

  public static Actor staff(UUID id, String name) {
    return new Actor(Kind.STAFF, id, name);
  }

  public static Actor kiosk(UUID id, String name) {
    return new Actor(Kind.KIOSK, id, name);
  }
}
