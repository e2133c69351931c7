package dev.postern.portal;

import dev.postern.notification.Destination;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recipient as lists and cards show them: with enough of the addresses to tell namesakes apart,
 * and no more.
 *
 * @param email masked, or empty if there is none
 * @param phone masked, or empty if there is none
 */
public record RecipientRow(
    UUID id,
    String name,
    String unit,
    String email,
    String phone,
    boolean optedOut,
    boolean unreachable,
    boolean deactivated) {

  static RecipientRow of(Recipient recipient) {
    return new RecipientRow(
        recipient.id(),
        recipient.name(),
        recipient.unit(),
        masked(Via.EMAIL, recipient.emailOnFile()),
        masked(Via.SMS, recipient.phoneOnFile()),
        recipient.optedOut(),
        recipient.unreachable(),
        !recipient.active());
  }

  private static String masked(Via via, @Nullable String address) {
    return address == null ? "" : new Destination(via, address).masked();
  }
}
