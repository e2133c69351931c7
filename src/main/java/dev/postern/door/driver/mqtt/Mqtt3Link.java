package dev.postern.door.driver.mqtt;

import static com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD;
import static com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode.NOT_AUTHORIZED;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.OpeningReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** MQTT 3.1.1: a command cannot expire, and a broker's receipt says nothing about the device. */
final class Mqtt3Link implements MqttLink {
  private final Mqtt3AsyncClient client;
  private final DoorLine line;
  private final Duration keepAlive;
  private final Inbox inbox;

  Mqtt3Link(Mqtt3ClientBuilder client, DoorLine line, Duration keepAlive, Inbox inbox) {
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
        Mqtt3Connect.builder()
            .cleanSession(true)
            .keepAlive((int) keepAlive.toSeconds())
            .simpleAuth(auth())
            .build());
  }

  private @Nullable Mqtt3SimpleAuth auth() {
    String user = line.settings().text(DoorField.USER.name());
    if (user.isEmpty()) return null;
    var auth = Mqtt3SimpleAuth.builder().username(user);
    return line.password() == null
        ? auth.build()
        : auth.password(line.password().reveal().getBytes(UTF_8)).build();
  }

  @Override
  public CompletableFuture<?> subscribe(List<String> topics) {
    List<Mqtt3Subscription> all =
        topics.stream()
            .map(it -> Mqtt3Subscription.builder().topicFilter(it).qos(MqttQos.AT_LEAST_ONCE))
            .map(it -> it.build())
            .toList();
    return client.subscribe(Mqtt3Subscribe.builder().addSubscriptions(all).build());
  }

  @Override
  public void publish(String topic, String body, Duration expiry) {
    var _ =
        client
            .publish(
                Mqtt3Publish.builder()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(false)
                    .payload(body.getBytes(UTF_8))
                    .build())
            .whenComplete((sent, failure) -> tell(failure));
  }

  private void tell(@Nullable Throwable failure) {
    if (failure == null) {
      inbox.put(Inbox.Receipt.TAKEN);
    } else {
      inbox.lost();
    }
  }

  @Override
  public OpeningReason because(Throwable failure) {
    return switch (Mqtt5Link.unwrapped(failure)) {
      case Mqtt3ConnAckException said
          when Set.of(BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED)
              .contains(said.getMqttMessage().getReturnCode()) ->
          OpeningReason.PASSWORD_REFUSED;
      case Mqtt3ConnAckException said -> OpeningReason.DEVICE_REFUSED;
      case Mqtt3SubAckException said -> OpeningReason.DEVICE_REFUSED;
      case ConnectionFailedException e -> OpeningReason.UNREACHABLE;
      default -> OpeningReason.SILENT;
    };
  }

  @Override
  public CompletableFuture<?> disconnect() {
    return client.disconnect();
  }
}
