package dev.postern.portal;

import dev.postern.access.OneTimePin;
import dev.postern.notification.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happened to a one-time PIN so far, in the order in which it happened.
 *
 * @param watchedSince when the page that shows it was opened
 * @param now when this was read
 */
public record OneTimePinStory(
    OneTimePin pin, List<Notification> notifications, Instant watchedSince, Instant now) {
  /** A forgotten page asks no longer than this: it would keep its session alive for ever. */
  private static final Duration WATCHED = Duration.ofMinutes(30);

  /** Whether something may still change while somebody looks. */
  public boolean live() {
    return mayChange() && now.isBefore(watchedSince.plus(WATCHED));
  }

  private boolean mayChange() {
    return pin.open() || notifications.stream().anyMatch(n -> !n.state().isFinal());
  }

  /** Changes whenever anything that is shown does. */
  public String version() {
    StringBuilder shown = new StringBuilder(pin.state().name());
    for (Notification notification : notifications) {
      shown.append(notification.id()).append(notification.state()).append(notification.attempts());
      shown.append(notification.words());
    }
    return Integer.toHexString(shown.toString().hashCode());
  }

  /** Whether nobody was told, so that staff hand the PIN over themselves. */
  public boolean untold() {
    return notifications.isEmpty();
  }

  /** Where the page asks for what comes after this. */
  public String next() {
    return "%s/story?seen=%s&since=%d"
        .formatted(OneTimePinPage.path(pin.id()), version(), watchedSince.getEpochSecond());
  }
}
