package dev.postern.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The message tray of the rehearsal: what would have left the machine, as its recipient would see
 * it. The bean exists only while {@code postern.rehearsal} is true.
 */
public interface Tray {
  /** How many items are kept; the oldest go first. */
  int KEPT = 200;

  /** The newest first, at most {@link #KEPT}. */
  List<TrayItem> newest(int limit);

  /** One item, while it is kept. */
  Optional<TrayItem> find(UUID id);
}
