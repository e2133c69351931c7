package dev.postern.notification;

import org.jspecify.annotations.Nullable;

/**
 * What a provider said. Words are the provider's own, or a key {@code notification.words.…} of the
 * message bundle; they never hold what the notification says.
 */
public sealed interface GatewayAnswer {
  /**
   * The provider answers for it from now on.
   *
   * @param providerId how the provider calls it, if it told
   * @param arrived whether it is already known to have arrived
   */
  record Taken(@Nullable String providerId, boolean arrived) implements GatewayAnswer {}

  /** It will never be taken: trying again is useless. */
  record Refused(String words) implements GatewayAnswer {}

  /** Not now, or nobody knows: worth another try. */
  record Later(String words) implements GatewayAnswer {}
}
