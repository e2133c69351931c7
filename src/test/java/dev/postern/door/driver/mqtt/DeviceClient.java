package dev.postern.door.driver.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.postern.support.Mosquitto;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How a device speaks to its broker, in either version. */
interface DeviceClient {
  interface Reader {
    void read(String topic, String text, boolean kept);
  }

  /**
   * @param keeps whether the broker shall keep for it what comes while it is away
   * @param willTopic where its last will says "offline"
   */
  static DeviceClient of(
      String version, int port, String name, boolean keeps, String willTopic, Reader reader)
      throws Exception {
    var client = MqttClient.builder().identifier(name).serverHost("127.0.0.1").serverPort(port);
    DeviceClient made =
        version.equals("V3")
            ? three(client.useMqttVersion3().buildAsync(), keeps, willTopic, reader)
            : five(client.useMqttVersion5().buildAsync(), keeps, willTopic, reader);
    return made;
  }

  void publish(String topic, String text, boolean kept) throws Exception;

  void subscribe(String topic) throws Exception;

  void disconnect();

  private static DeviceClient five(
      com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient client,
      boolean keeps,
      String willTopic,
      Reader reader)
      throws Exception {
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        it ->
            reader.read(
                it.getTopic().toString(),
                new String(it.getPayloadAsBytes(), UTF_8),
                it.isRetain()));
    done(
        client
            .connectWith()
            .cleanStart(!keeps)
            .sessionExpiryInterval(keeps ? 3_600 : 0)
            .keepAlive(60)
            .simpleAuth()
            .username(Mosquitto.DEVICE)
            .password(Mosquitto.PASSWORD.getBytes(UTF_8))
            .applySimpleAuth()
            .willPublish(
                Mqtt5Publish.builder()
                    .topic(willTopic)
                    .payload("offline".getBytes(UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .build())
            .send());
    return new DeviceClient() {
      @Override
      public void publish(String topic, String text, boolean kept) throws Exception {
        done(
            client.publish(
                Mqtt5Publish.builder()
                    .topic(topic)
                    .payload(text.getBytes(UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(kept)
                    .build()));
      }

      @Override
      public void subscribe(String topic) throws Exception {
        done(client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send());
      }

      @Override
      public void disconnect() {
        var _ = client.disconnect();
      }
    };
  }

  private static DeviceClient three(
      com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient client,
      boolean keeps,
      String willTopic,
      Reader reader)
      throws Exception {
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        it ->
            reader.read(
                it.getTopic().toString(),
                new String(it.getPayloadAsBytes(), UTF_8),
                it.isRetain()));
    done(
        client
            .connectWith()
            .cleanSession(!keeps)
            .keepAlive(60)
            .simpleAuth()
            .username(Mosquitto.DEVICE)
            .password(Mosquitto.PASSWORD.getBytes(UTF_8))
            .applySimpleAuth()
            .willPublish(
                Mqtt3Publish.builder()
                    .topic(willTopic)
                    .payload("offline".getBytes(UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .build())
            .send());
    return new DeviceClient() {
      @Override
      public void publish(String topic, String text, boolean kept) throws Exception {
        done(
            client.publish(
                Mqtt3Publish.builder()
                    .topic(topic)
                    .payload(text.getBytes(UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(kept)
                    .build()));
      }

      @Override
      public void subscribe(String topic) throws Exception {
        done(client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send());
      }

      @Override
      public void disconnect() {
        var _ = client.disconnect();
      }
    };
  }

  private static void done(CompletableFuture<?> step) throws Exception {
    step.get(10, TimeUnit.SECONDS);
  }
}
