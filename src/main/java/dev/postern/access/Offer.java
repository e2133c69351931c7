package dev.postern.access;

import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Property;
import dev.postern.place.Room;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the form Send One-Time PIN can offer for one recipient now, and what it refuses.
 *
 * @param refusal why nothing can be sent to this recipient at all, or null
 * @param latest the property's limit
 */
public record Offer(
    @Nullable SendRefusal refusal,
    Map<Via, Channel> channels,
    List<Room> rooms,
    Instant earliest,
    Instant defaultExpiry,
    Instant latest,
    boolean reasonRequired) {
  /** In characters. */
  public static final int LONGEST_REASON = 500;

  static Offer of(Property property, Recipient recipient, List<Room> rooms, Instant now) {
    return new Offer(
        recipient.active()
            ? recipient.optedOut() ? SendRefusal.OPTED_OUT : null
            : SendRefusal.DEACTIVATED,
        Channel.of(property, recipient),
        rooms,
        now.plus(Property.ONE_TIME_PIN_SHORTEST),
        now.plus(property.oneTimePinLife()),
        now.plus(property.oneTimePinLongest()),
        property.reasonRequired());
  }

  /** Whether any channel leads to the recipient. */
  public boolean reachable() {
    return channels.values().stream().anyMatch(Channel.Open.class::isInstance);
  }

  /** Everything that stands in the way of this request; empty if nothing does. */
  Set<SendRefusal> refusals(OneTimePinRequest request) {
    Set<SendRefusal> refusals = EnumSet.noneOf(SendRefusal.class);
    if (refusal != null) refusals.add(refusal);
    if (rooms.stream().noneMatch(room -> room.id().equals(request.roomId()))) {
      refusals.add(SendRefusal.ROOM_UNKNOWN);
    }
    if (request.via().isEmpty() && reachable()) refusals.add(SendRefusal.NO_CHANNEL_CHOSEN);
    if (!request.via().stream().allMatch(this::open)) refusals.add(SendRefusal.CHANNEL_CLOSED);
    if (request.expiresAt().isBefore(earliest)) refusals.add(SendRefusal.EXPIRY_TOO_SOON);
    if (request.expiresAt().isAfter(latest)) refusals.add(SendRefusal.EXPIRY_TOO_LATE);
    if (request.reason().isBlank() && (reasonRequired || request.via().isEmpty())) {
      refusals.add(SendRefusal.REASON_REQUIRED);
    }
    if (request.reason().strip().length() > LONGEST_REASON) {
      refusals.add(SendRefusal.REASON_TOO_LONG);
    }
    return refusals;
  }

  boolean open(Via via) {
    return channels.get(via) instanceof Channel.Open;
  }
}
