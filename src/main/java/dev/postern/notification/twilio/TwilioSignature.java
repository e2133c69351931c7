package dev.postern.notification.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.vault.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves that Twilio sent a callback: HMAC-SHA1 over the address it called and the form in it. */
final class TwilioSignature {
  private final Secret authToken;

  TwilioSignature(Secret authToken) {
    this.authToken = authToken;
  }

  boolean fits(String signature, String url, Map<String, String[]> form) {
    return MessageDigest.isEqual(of(url, form).getBytes(UTF_8), signature.getBytes(UTF_8));
  }

  String of(String url, Map<String, String[]> form) {
    var signed = new StringBuilder(url);
    new TreeMap<>(form)
        .forEach((name, values) ->
            Arrays.stream(values)
                .distinct()
                .sorted()
                .forEach(value -> signed.append(name).append(value)));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authToken.reveal().getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
