package dev.postern.access;

import dev.postern.notification.Destination;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Property;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a recipient can be reached in one way, and where, or why not. */
public sealed interface Channel {
  record Open(Destination destination) implements Channel {}

  record Closed(Why why) implements Channel {}

  enum Why {
    NOTHING_ON_FILE,
    SWITCHED_OFF_BY_RECIPIENT,
    SWITCHED_OFF_AT_PROPERTY
  }

  /** Both channels of a recipient. */
  static Map<Via, Channel> of(Property property, Recipient recipient) {
    Map<Via, Channel> channels = new EnumMap<>(Via.class);
    channels.put(
        Via.EMAIL,
        channel(Via.EMAIL, recipient.emailOnFile(), recipient.emailOn(), property.emailOn()));
    channels.put(
        Via.SMS, channel(Via.SMS, recipient.phoneOnFile(), recipient.smsOn(), property.smsOn()));
    return channels;
  }

  private static Channel channel(
      Via via, @Nullable String onFile, boolean recipientWants, boolean propertyAllows) {
    if (onFile == null) return new Closed(Why.NOTHING_ON_FILE);
    if (!recipientWants) return new Closed(Why.SWITCHED_OFF_BY_RECIPIENT);
    if (!propertyAllows) return new Closed(Why.SWITCHED_OFF_AT_PROPERTY);
    return new Open(new Destination(via, onFile));
  }
}
