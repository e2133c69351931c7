package dev.postern.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.bench.HttpLoad.Outcome;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Access-Requests with a password (RFC 2865, PAP) to a RADIUS server of this machine: one socket
 * for each connection, which waits for its answer before it asks again.
 */
final class RadiusLoad {
  static final String ACCEPTED = "accepted";
  static final String REJECTED = "rejected";

  private static final int REQUEST = 1;
  private static final int ACCEPT = 2;
  private static final int REJECT = 3;
  private static final int USER_NAME = 1;
  private static final int USER_PASSWORD = 2;
  private static final int HEADER = 20;
  private static final int BLOCK = 16;

  /** Nothing is sent again: what was lost between two programs of one machine fails the run. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InetSocketAddress server;
  private final String secret;

  RadiusLoad(int port, String secret) {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.secret = secret;
  }

  /** Sends every connection's codes, each as user name and password, all at the same time. */
  Outcome run(List<List<String>> connections) throws Exception {
    List<List<byte[]>> requests = new ArrayList<>();
    for (List<String> codes : connections) requests.add(requests(codes));
    return AtOnce.run(requests, AtOnce.Pace.UNPACED, () -> new Connection(server));
  }

  private static final class Connection implements AtOnce.Connection {
    private final DatagramSocket socket = new DatagramSocket();
    private final byte[] answer = new byte[4096];

    Connection(InetSocketAddress server) throws IOException {
      socket.connect(server);
      socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    @Override
    public String ask(byte[] request) throws IOException {
      socket.send(new DatagramPacket(request, request.length));
      socket.receive(new DatagramPacket(answer, answer.length));
      if (answer[1] != request[1]) throw new IOException("an answer to another request");
      return read(answer[0]);
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private static String read(byte code) {
    return switch (code) {
      case ACCEPT -> ACCEPTED;
      case REJECT -> REJECTED;
      default -> "code " + code;
    };
  }

  private List<byte[]> requests(List<String> codes) throws NoSuchAlgorithmException {
    List<byte[]> requests = new ArrayList<>();
    for (String code : codes) requests.add(request((byte) requests.size(), code));
    return requests;
  }

  private byte[] request(byte id, String code) throws NoSuchAlgorithmException {
    byte[] name = code.getBytes(UTF_8);
    byte[] authenticator = new byte[BLOCK];
    ThreadLocalRandom.current().nextBytes(authenticator);
    byte[] hidden = hidden(name, authenticator);
    int length = HEADER + 2 + name.length + 2 + hidden.length;
    return ByteBuffer.allocate(length)
        .put((byte) REQUEST)
        .put(id)
        .putShort((short) length)
        .put(authenticator)
        .put((byte) USER_NAME)
        .put((byte) (2 + name.length))
        .put(name)
        .put((byte) USER_PASSWORD)
        .put((byte) (2 + hidden.length))
        .put(hidden)
        .array();
  }

  /** As RFC 2865 hides a password of one block. */
  private byte[] hidden(byte[] password, byte[] authenticator) throws NoSuchAlgorithmException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(secret.getBytes(UTF_8));
    byte[] hidden = md5.digest(authenticator);
    for (int n = 0; n < password.length; n++) hidden[n] ^= password[n];
    return hidden;
  }
}
