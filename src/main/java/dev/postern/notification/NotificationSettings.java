package dev.postern.notification;

import dev.postern.vault.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who delivers, from {@code postern.notification.*}. What is missing or contradicts itself is said
 * at start; what is left out altogether is a channel that this site doesn't have.
 */
@ConfigurationProperties("postern.notification")
public record NotificationSettings(@Nullable Smtp smtp, @Nullable Twilio twilio) {

  /** How the connection to the mail server is protected. */
  public enum Tls {
    /** Not at all: only for a server on this machine. */
    NONE,
    /** Begins in clear and must be encrypted before anything is said. */
    STARTTLS,
    /** Encrypted from the first byte. */
    IMPLICIT
  }

  /**
   * The mail server.
   *
   * @param from the sender's address; the name beside it is the property's
   * @param timeout for connecting, and for each answer
   */
  public record Smtp(
      String host,
      @DefaultValue("587") int port,
      @DefaultValue("STARTTLS") Tls tls,
      @Nullable String username,
      @Nullable Secret password,
      String from,
      @DefaultValue("10s") Duration timeout) {
    public Smtp {
      need(host, "smtp.host");
      need(from, "smtp.from");
      needLimit(timeout, "smtp.timeout");
      if ((username == null) != (password == null)) {
        throw wrong("smtp.username and smtp.password go together: give both or neither");
      }
    }
  }

  /**
   * The account at Twilio: either a number to send from or a messaging service.
   *
   * @param base where the API is
   * @param timeout for a whole call
   */
  public record Twilio(
      String accountSid,
      Secret authToken,
      @Nullable String from,
      @Nullable String messagingServiceSid,
      @DefaultValue("https://api.twilio.com") URI base,
      @DefaultValue("10s") Duration timeout) {
    public Twilio {
      need(accountSid, "twilio.account-sid");
      need(authToken, "twilio.auth-token");
      needLimit(timeout, "twilio.timeout");
      if ((from == null) == (messagingServiceSid == null)) {
        throw wrong("give one of twilio.from and twilio.messaging-service-sid");
      }
    }
  }

  private static void need(@Nullable Object value, String name) {
    if (value == null || value.equals("")) throw wrong(name + " is missing");
  }

  private static void needLimit(Duration timeout, String name) {
    if (timeout.isNegative()
        || timeout.isZero()
        || timeout.compareTo(Sender.LEASE.dividedBy(2)) > 0) {
      throw wrong(name + " must be more than 0 and at most 30 seconds");
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("postern.notification: " + what);
  }
}
