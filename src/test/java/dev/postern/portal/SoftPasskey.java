package dev.postern.portal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A passkey and its browser in a few lines, which can also do what a real one never would. */
final class SoftPasskey {
  private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int HAS_KEY = 0x40;

  private final byte[] id = new byte[32];
  private final KeyPair keys;
  private final String site;
  private String origin;
  private String handle = "";
  private boolean verified = true;
  private int count;

  SoftPasskey(String site, String origin) {
    this.site = site;
    this.origin = origin;
    new SecureRandom().nextBytes(id);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on it answers pages of another origin. */
  SoftPasskey at(String elsewhere) {
    origin = elsewhere;
    return this;
  }

  /** From now on it says that it belongs to this person. */
  SoftPasskey of(String person) {
    handle = person;
    return this;
  }

  /** From now on it asks for no finger and no PIN. */
  SoftPasskey careless() {
    verified = false;
    return this;
  }

  /** As a copy would that was made a while ago. */
  SoftPasskey setBack(int uses) {
    count -= uses;
    return this;
  }

  String make(String challenge) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    byte[] data = data(HAS_KEY, key());
    object.writeBytes(new byte[] {(byte) 0xa3});
    object.writeBytes(cborText("fmt"));
    object.writeBytes(cborText("none"));
    object.writeBytes(cborText("attStmt"));
    object.write(0xa0);
    object.writeBytes(cborText("authData"));
    object.writeBytes(new byte[] {0x59, (byte) (data.length >> 8), (byte) data.length});
    object.writeBytes(data);
    return answer(
        "\"clientDataJSON\":\"%s\",\"attestationObject\":\"%s\",\"transports\":[\"internal\"]"
            .formatted(
                BASE_64.encodeToString(client("webauthn.create", challenge)),
                BASE_64.encodeToString(object.toByteArray())));
  }

  String show(String challenge) {
    count++;
    byte[] data = data(0, new byte[0]);
    byte[] client = client("webauthn.get", challenge);
    return answer(
        "\"clientDataJSON\":\"%s\",\"authenticatorData\":\"%s\",\"signature\":\"%s\"%s"
            .formatted(
                BASE_64.encodeToString(client),
                BASE_64.encodeToString(data),
                BASE_64.encodeToString(sign(data, sha256(client))),
                handle.isEmpty() ? "" : ",\"userHandle\":\"" + handle + "\""));
  }

  private String answer(String response) {
    String text = BASE_64.encodeToString(id);
    return """
    {"id":"%s","rawId":"%s","type":"public-key","response":{%s},"clientExtensionResults":{}}\
    """
        .formatted(text, text, response);
  }

  private byte[] client(String type, String challenge) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
        .formatted(type, challenge, origin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] data(int more, byte[] key) {
    int flags = PRESENT | more | (verified ? VERIFIED : 0);
    return ByteBuffer.allocate(37 + key.length)
        .put(sha256(site.getBytes(StandardCharsets.UTF_8)))
        .put((byte) flags)
        .putInt(count)
        .put(key)
        .array();
  }

  /** No maker, the id, and the public key in COSE. */
  private byte[] key() {
    ECPublicKey open = (ECPublicKey) keys.getPublic();
    byte[] head = {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20};
    return ByteBuffer.allocate(16 + 2 + id.length + head.length + 32 + 3 + 32)
        .put(new byte[16])
        .putShort((short) id.length)
        .put(id)
        .put(head)
        .put(coordinate(open.getW().getAffineX().toByteArray()))
        .put(new byte[] {0x22, 0x58, 0x20})
        .put(coordinate(open.getW().getAffineY().toByteArray()))
        .array();
  }

  private static byte[] coordinate(byte[] number) {
    byte[] all = new byte[32];
    int length = Math.min(32, number.length);
    byte[] last = Arrays.copyOfRange(number, number.length - length, number.length);
    System.arraycopy(last, 0, all, 32 - length, length);
    return all;
  }

  private byte[] sign(byte[]... parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      for (byte[] part : parts) signature.update(part);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] cborText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(bytes.length + 1)
        .put((byte) (0x60 + bytes.length))
        .put(bytes)
        .array();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
