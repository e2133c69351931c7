package dev.postern.door.driver.shelly;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.vault.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A device's challenge of RFC 7616, of the one kind that Shelly uses: SHA-256 with qop "auth". A
 * challenge is answered once, so its count is always 1; firmware 2.0 refuses any other first count.
 *
 * @param opaque to be given back as it came, even if empty; null if there was none
 */
record DigestChallenge(String realm, String nonce, @Nullable String opaque) {
  private static final String USER = "admin";
  private static final String METHOD = "POST";
  private static final String FIRST_USE = "00000001";
  private static final int LONGEST_HEADER = 2_000;
  private static final Pattern SCHEME =
      Pattern.compile("(?:^|[\\s,])Digest\\s+(?=\\S)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G[\\s,]*+([\\w!#$%&'*+.^`|~-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,\"]+))");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The first challenge in these {@code WWW-Authenticate} headers that can be answered. */
  static Optional<DigestChallenge> in(List<String> headers) {
    return headers.stream()
        .filter(it -> it.length() <= LONGEST_HEADER && PRINTABLE.matcher(it).matches())
        .flatMap(it -> parameters(it).stream())
        .flatMap(it -> of(it).stream())
        .findFirst();
  }

  /** The {@code Authorization} header that proves the password for one POST to {@code /rpc}. */
  Secret answer(Secret password) {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    String cnonce = HexFormat.of().formatHex(bytes);
    String response = response(USER, password, METHOD, ShellyCall.PATH, cnonce);
    String header =
        """
        Digest username="%s", realm="%s", nonce="%s", uri="%s", algorithm=SHA-256, \
        response="%s", qop=auth, nc=%s, cnonce="%s\"\
        """
            .formatted(USER, realm, nonce, ShellyCall.PATH, response, FIRST_USE, cnonce);
    return new Secret(opaque == null ? header : header + ", opaque=\"" + opaque + "\"");
  }

  /** RFC 7616, section 3.4.1: KD(H(A1), nonce : nc : cnonce : qop : H(A2)). */
  String response(String user, Secret password, String method, String uri, String cnonce) {
    String who = hash(user + ":" + realm + ":" + password.reveal());
    String what = hash(method + ":" + uri);
    return hash(String.join(":", who, nonce, FIRST_USE, cnonce, "auth", what));
  }

  private static Optional<Map<String, String>> parameters(String header) {
    Matcher scheme = SCHEME.matcher(header);
    if (!scheme.find()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(header).region(scheme.end(), header.length());
    while (parameter.find()) {
      // The text between the quotes is used as it stands, for the hash and in the answer alike.
      String value = parameter.group(2) != null ? parameter.group(2) : parameter.group(3);
      parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
    }
    return Optional.of(parameters);
  }

  private static Optional<DigestChallenge> of(Map<String, String> parameters) {
    String realm = parameters.get("realm");
    String nonce = parameters.get("nonce");
    boolean sha256 = "SHA-256".equalsIgnoreCase(parameters.get("algorithm"));
    boolean auth =
        Arrays.stream(parameters.getOrDefault("qop", "").split(",", -1))
            .anyMatch(it -> it.strip().equalsIgnoreCase("auth"));
    return realm == null || nonce == null || !sha256 || !auth
        ? Optional.empty()
        : Optional.of(new DigestChallenge(realm, nonce, parameters.get("opaque")));
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
