package dev.postern.people;

import com.bastiaanjansen.otp.HOTPGenerator;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** The codes of an authenticator app: six digits for each 30 seconds, RFC 6238. */
final class Totp {
  private static final int STEP_SECONDS = 30;

  /** How many steps a phone's clock may be off, either way. */
  private static final int DRIFT = 1;

  /** 32 characters of base 32 are the 160 bits that RFC 4226 asks for. */
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private static final int SECRET_LENGTH = 32;

  static Secret newSecret() {
    return Secrets.ofAlphabet(BASE_32, SECRET_LENGTH);
  }

  /** What the QR code says to the app. */
  static Secret address(Secret secret, String email) {
    return new Secret(
        "otpauth://totp/Postern:%s?secret=%s&issuer=Postern"
            .formatted(URLEncoder.encode(email, StandardCharsets.UTF_8), secret.reveal()));
  }

  /** The step whose code this is, if it is that of now or of a neighbour. */
  static OptionalLong step(Secret secret, String code, Instant now) {
    HOTPGenerator codes =
        new HOTPGenerator.Builder(secret.reveal().getBytes(StandardCharsets.US_ASCII)).build();
    byte[] given = code.getBytes(StandardCharsets.UTF_8);
    long step = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    return LongStream.rangeClosed(step - DRIFT, step + DRIFT)
        .filter(
            at -> MessageDigest.isEqual(codes.generate(at).getBytes(StandardCharsets.UTF_8), given))
        .findFirst();
  }

  private Totp() {}
}
