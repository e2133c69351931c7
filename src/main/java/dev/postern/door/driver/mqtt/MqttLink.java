package dev.postern.door.driver.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorSettings;
import dev.postern.door.OpeningReason;
import io.reactivex.schedulers.Schedulers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a broker in one version of the protocol, with a session that begins and ends
 * with it. It is never made again by itself: a library that sends after a reconnect what it could
 * not send before would open a door late.
 */
interface MqttLink {
  /** Most of a message that the broker may send, where the protocol can say so. */
  int LARGEST_PACKET = 32 * 1024;

  CompletableFuture<?> connect();

  CompletableFuture<?> subscribe(List<String> topics);

  /**
   * Sends once, at QoS 1 and not retained; the {@link Inbox} is told what the broker says to it.
   *
   * @param expiry how long the broker may keep it for the device, where the protocol can say so
   */
  void publish(String topic, String body, Duration expiry);

  /** Why {@link #connect} or {@link #subscribe} failed. */
  OpeningReason because(Throwable failure);

  /** Says good-bye to the broker. */
  CompletableFuture<?> disconnect();

  static MqttLink to(DoorLine line, Duration keepAlive, OneConnection connection, Inbox inbox) {
    MqttClientBuilder client = client(line.settings(), connection);
    return line.settings().text(MqttFields.VERSION).equals(MqttFields.V3)
        ? new Mqtt3Link(client.useMqttVersion3(), line, keepAlive, inbox)
        : new Mqtt5Link(client.useMqttVersion5(), line, keepAlive, inbox);
  }

  private static MqttClientBuilder client(DoorSettings settings, OneConnection connection) {
    return MqttClient.builder()
        .identifier(name())
        .transportConfig(transport(settings))
        .executorConfig()
        .nettyExecutor(connection)
        // What comes is put into the inbox by the thread that read it, in its order.
        .applicationScheduler(Schedulers.trampoline())
        .applyExecutorConfig();
  }

  private static MqttClientTransportConfig transport(DoorSettings settings) {
    String host = settings.host().host().replace("[", "").replace("]", "");
    var transport =
        MqttClientTransportConfig.builder()
            .serverHost(host)
            .serverPort(settings.host().port())
            .socketConnectTimeout(1, TimeUnit.SECONDS)
            .mqttConnectTimeout(3, TimeUnit.SECONDS);
    return settings.text(MqttFields.TLS).equals(MqttFields.TLS_YES)
        ? transport.sslConfig().handshakeTimeout(2, TimeUnit.SECONDS).applySslConfig().build()
        : transport.build();
  }

  /** As long as every broker must take (MQTT 3.1.1, 3.1.3.1), and nobody else's: 23 characters. */
  private static String name() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return "postern" + HexFormat.of().formatHex(bytes);
  }
}
