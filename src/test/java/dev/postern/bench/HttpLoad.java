package dev.postern.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Requests to a port of this machine over connections that stay open, each of which waits for its
 * answer before it asks again. It writes bytes and reads bytes and does little else, because it
 * runs on the same cores as what it measures.
 */
final class HttpLoad {
  private final int port;

  HttpLoad(int port) {
    this.port = port;
  }

  /**
   * What came of a run.
   *
   * @param answers how often which answer came, as {@code reading} read it
   */
  record Outcome(Latencies latencies, Map<String, Long> answers) {
    long count(String answer) {
      return answers.getOrDefault(answer, 0L);
    }
  }

  /** An answer: its status and its body. */
  record Answer(int status, String body) {}

  /**
   * Sends every connection's requests, one after the other, all connections at the same time.
   *
   * @param connections the requests of each, ready to be written
   */
  Outcome run(List<List<byte[]>> connections, Function<Answer, String> reading) throws Exception {
    return run(connections, AtOnce.Pace.UNPACED, reading);
  }

  /** The same, each request when it is due. */
  Outcome run(List<List<byte[]>> connections, AtOnce.Pace pace, Function<Answer, String> reading)
      throws Exception {
    return AtOnce.run(connections, pace, () -> new Connection(port, reading));
  }

  /** A request as it is written. */
  static byte[] request(String method, String path, Map<String, String> headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (!body.isEmpty()) text.append("Content-Length: ").append(content.length).append("\r\n");
    byte[] head = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, whole, head.length, content.length);
    return whole;
  }

  private static final class Connection implements AtOnce.Connection {
    private final int port;
    private final Function<Answer, String> reading;
    private Socket socket;
    private InputStream in;
    private boolean closing;

    Connection(int port, Function<Answer, String> reading) throws IOException {
      this.port = port;
      this.reading = reading;
      socket = connect();
      in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    private Socket connect() throws IOException {
      Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
      connected.setTcpNoDelay(true);
      return connected;
    }

    @Override
    public String ask(byte[] request) throws IOException {
      if (closing) connectAgain();
      socket.getOutputStream().write(request);
      return reading.apply(read());
    }

    /** A server may have enough of a connection after so many requests, and says so. */
    private void connectAgain() throws IOException {
      socket.close();
      socket = connect();
      in = new BufferedInputStream(socket.getInputStream(), 16_384);
      closing = false;
    }

    private Answer read() throws IOException {
      String first = line();
      int status = Integer.parseInt(first.substring(9, 12));
      int length = 0;
      boolean chunked = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(15).strip());
        } else if (lower.startsWith("transfer-encoding:")) {
          chunked = lower.contains("chunked");
        } else if (lower.equals("connection: close")) {
          closing = true;
        }
      }
      return new Answer(status, chunked ? chunks() : text(length));
    }

    private String chunks() throws IOException {
      StringBuilder body = new StringBuilder();
      while (true) {
        int length = Integer.parseInt(line(), 16);
        body.append(text(length));
        line();
        if (length == 0) return body.toString();
      }
    }

    private String text(int length) throws IOException {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) throw new EOFException("the answer was cut off");
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder(64);
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) throw new EOFException("the answer was cut off");
        if (c != '\r') line.append((char) c);
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
