package dev.postern.notification.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.postern.notification.GatewayAnswer;
import dev.postern.notification.GatewayAnswer.Later;
import dev.postern.notification.GatewayAnswer.Refused;
import dev.postern.notification.GatewayAnswer.Taken;
import dev.postern.notification.NotificationSettings;
import dev.postern.notification.NotificationSettings.Twilio;
import dev.postern.notification.PublicUrl;
import dev.postern.notification.Sms;
import dev.postern.notification.SmsGateway;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands text messages to Twilio. Written on Java's own client: Spring's logs the form, and with it
 * the PIN, at DEBUG.
 */
@Component
@ConditionalOnProperty(name = "postern.rehearsal", havingValue = "false")
@ConditionalOnProperty("postern.notification.twilio.account-sid")
class TwilioGateway implements SmsGateway {
  private static final int SWITCHED_OFF = 21610; // the recipient answered STOP
  private static final int LONGEST_ANSWER = 64 * 1024; // bytes
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Twilio settings;
  private final PublicUrl url;
  private final HttpClient http;

  TwilioGateway(NotificationSettings settings, PublicUrl url) {
    this.settings = requireNonNull(settings.twilio());
    this.url = url;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(this.settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public GatewayAnswer send(Sms sms) {
    var call =
        http.sendAsync(
            request(sms), BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
    try {
      // Around the whole call: the client's own limit ends at the headers.
      return answer(call.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException unreachable) {
      call.cancel(true);
      return new Later("notification.words.unreachable");
    } catch (InterruptedException stopping) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return new Later("notification.words.unreachable");
    }
  }

  private HttpRequest request(Sms sms) {
    String account = settings.accountSid();
    String user = account + ":" + settings.authToken().reveal();
    return HttpRequest.newBuilder(
            URI.create(
                settings.base().toString().replaceAll("/+$", "")
                    + "/2010-04-01/Accounts/"
                    + URLEncoder.encode(account, UTF_8)
                    + "/Messages.json"))
        .header(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form(sms)))
        .build();
  }

  private String form(Sms sms) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("To", sms.to());
    if (settings.from() != null) fields.put("From", settings.from());
    else fields.put("MessagingServiceSid", requireNonNull(settings.messagingServiceSid()));
    fields.put("Body", sms.text().reveal());
    fields.put("StatusCallback", url.receipt("twilio", sms.id()));
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static GatewayAnswer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    JsonNode body = body(response.body());
    if (status == 200 || status == 201) {
      String sid = body.path("sid").asString("");
      // Whoever answers without a sid is not Twilio; perhaps the next try reaches it.
      return sid.isEmpty() ? new Later("notification.words.unclear") : new Taken(sid, false);
    }
    if (status == 429 || status >= 500) return new Later(words(status, body));
    if (status == 401) return new Later("notification.words.sign-in"); // the operator can mend it
    if (body.path("code").asInt(0) == SWITCHED_OFF) {
      return new Refused("notification.words.switched-off");
    }
    return new Refused(words(status, body));
  }

  private static JsonNode body(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException notJson) {
      return JSON.createObjectNode();
    }
  }

  private static String words(int status, JsonNode body) {
    String message = body.path("message").asString("");
    return "Twilio " + status + (message.isEmpty() ? "" : ": " + message);
  }
}
