package dev.postern.door.driver.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.OpeningReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** MQTT 5: commands expire, and the broker says when nobody listens. */
final class Mqtt5Link implements MqttLink {
  private static final Set<Mqtt5ConnAckReasonCode> WHO_ARE_YOU =
      EnumSet.of(
          Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD,
          Mqtt5ConnAckReasonCode.NOT_AUTHORIZED,
          Mqtt5ConnAckReasonCode.BAD_AUTHENTICATION_METHOD,
          Mqtt5ConnAckReasonCode.BANNED);

  private final Mqtt5AsyncClient client;
  private final DoorLine line;
  private final Duration keepAlive;
  private final Inbox inbox;

  Mqtt5Link(Mqtt5ClientBuilder client, DoorLine line, Duration keepAlive, Inbox inbox) {
    this.client = client.addDisconnectedListener(it -> inbox.lost()).buildAsync();
    this.line = line;
    this.keepAlive = keepAlive;
    this.inbox = inbox;
  }

  @Override
  public CompletableFuture<?> connect() {
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        it -> inbox.message(it.getTopic().toString(), it.getPayloadAsBytes(), it.isRetain()));
    return client.connect(
        Mqtt5Connect.builder()
            .cleanStart(true)
            .sessionExpiryInterval(0)
            .keepAlive((int) keepAlive.toSeconds())
            .simpleAuth(auth())
            .restrictions()
            .maximumPacketSize(LARGEST_PACKET)
            .sendTopicAliasMaximum(0)
            .applyRestrictions()
            .build());
  }

  private @Nullable Mqtt5SimpleAuth auth() {
    String user = line.settings().text(DoorField.USER.name());
    if (user.isEmpty()) return null;
    var auth = Mqtt5SimpleAuth.builder().username(user);
    return line.password() == null
        ? auth.build()
        : auth.password(line.password().reveal().getBytes(UTF_8)).build();
  }

  @Override
  public CompletableFuture<?> subscribe(List<String> topics) {
    List<Mqtt5Subscription> all =
        topics.stream()
            .map(it -> Mqtt5Subscription.builder().topicFilter(it).qos(MqttQos.AT_LEAST_ONCE))
            .map(it -> it.build())
            .toList();
    return client.subscribe(Mqtt5Subscribe.builder().addSubscriptions(all).build());
  }

  @Override
  public void publish(String topic, String body, Duration expiry) {
    var _ =
        client
            .publish(
                Mqtt5Publish.builder()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(false)
                    .messageExpiryInterval(Math.max(1, expiry.toSeconds()))
                    .payload(body.getBytes(UTF_8))
                    .build())
            .whenComplete(
                (result, failure) -> tell(failure == null ? null : unwrapped(failure), result));
  }

  private void tell(@Nullable Throwable failure, Mqtt5PublishResult result) {
    switch (failure) {
      case null -> inbox.put(receipt(result));
      case Mqtt5PubAckException said -> inbox.put(Inbox.Receipt.REFUSED);
      // What else can go wrong does so with the connection, and nobody knows how far it got.
      default -> inbox.lost();
    }
  }

  private static Inbox.Receipt receipt(Mqtt5PublishResult result) {
    boolean forNobody =
        result instanceof Mqtt5PublishResult.Mqtt5Qos1Result taken
            && taken.getPubAck().getReasonCode() == Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS;
    return forNobody ? Inbox.Receipt.FOR_NOBODY : Inbox.Receipt.TAKEN;
  }

  @Override
  public OpeningReason because(Throwable failure) {
    return switch (unwrapped(failure)) {
      case Mqtt5ConnAckException said
          when WHO_ARE_YOU.contains(said.getMqttMessage().getReasonCode()) ->
          OpeningReason.PASSWORD_REFUSED;
      case Mqtt5ConnAckException said -> OpeningReason.DEVICE_REFUSED;
      case Mqtt5SubAckException said -> OpeningReason.DEVICE_REFUSED;
      case ConnectionFailedException e -> OpeningReason.UNREACHABLE;
      default -> OpeningReason.SILENT;
    };
  }

  @Override
  public CompletableFuture<?> disconnect() {
    return client.disconnect();
  }

  static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
