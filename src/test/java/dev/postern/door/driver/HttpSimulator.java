package dev.postern.door.driver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.door.DoorRig.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A device on loopback that is called by HTTP: its strike with a timer, its leaf and its faults.
 */
public abstract class HttpSimulator implements AutoCloseable {
  private static final Duration LATE = Duration.ofSeconds(3);

  private final int port;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private volatile ServerSocket server;
  private volatile Fault fault = Fault.NONE;
  private long lockedAt = System.nanoTime();
  private int releases;
  private int commands;
  private boolean leaf;
  private @Nullable Boolean stuck;

  protected HttpSimulator() throws IOException {
    server = listen(0);
    port = server.getLocalPort();
  }

  public record Request(String line, Map<String, String> headers, String body) {}

  /** Answers one request on a connection of its own. */
  protected abstract void serve(Socket connection, InputStream in, Request request)
      throws IOException, InterruptedException;

  /** The input at the leaf reads otherwise than before. */
  protected void contactMoved(boolean open) {}

  public String host() {
    return "127.0.0.1:" + port;
  }

  public void play(Fault next) throws IOException {
    fault = next;
    if (next == Fault.ABSENT) server.close();
    else if (server.isClosed()) server = listen(port);
  }

  protected Fault fault() {
    return fault;
  }

  public synchronized int releases() {
    return releases;
  }

  public synchronized boolean released() {
    return System.nanoTime() - lockedAt < 0;
  }

  public synchronized int commands() {
    return commands;
  }

  /** What was wrong with the requests. */
  public List<String> problems() {
    return problems;
  }

  public int connections() {
    return connections.size();
  }

  public void leaf(boolean open) {
    boolean before = contact();
    leaf = open;
    if (contact() != before) contactMoved(contact());
  }

  public void stick(boolean open) {
    boolean before = contact();
    stuck = open;
    if (contact() != before) contactMoved(open);
  }

  protected boolean contact() {
    return stuck == null ? leaf : stuck;
  }

  public void reboot() throws IOException {
    server.close();
    for (Socket connection : connections) {
      reset(connection);
    }
    synchronized (this) {
      lockedAt = System.nanoTime();
    }
    if (fault != Fault.ABSENT) server = listen(port);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  /**
   * Takes a command that is good in itself, with whatever fault is played.
   *
   * @param wrong an answer that is none to this command
   */
  protected void command(
      Socket connection, Duration pulse, String good, String wrong, String refusal)
      throws IOException, InterruptedException {
    synchronized (this) {
      commands++;
    }
    switch (fault) {
      case REFUSES -> write(connection, refusal);
      case SWALLOWS -> Thread.sleep(LATE);
      default -> {
        release(pulse);
        answer(connection, good, wrong);
      }
    }
  }

  private void answer(Socket connection, String good, String wrong)
      throws IOException, InterruptedException {
    switch (fault) {
      case REPLY_LOST -> reset(connection);
      case REPLY_LATE -> {
        Thread.sleep(LATE);
        write(connection, good);
      }
      case HALF_ANSWER -> write(connection, good.substring(0, good.length() - 5));
      case WRONG_ANSWER -> write(connection, wrong);
      case ANSWERS_TWICE -> write(connection, good + good);
      default -> write(connection, good);
    }
  }

  private synchronized void release(Duration pulse) {
    if (!released()) releases++;
    lockedAt = System.nanoTime() + pulse.toNanos();
  }

  protected void problem(String what) {
    problems.add(what);
  }

  protected static String response(String status, String headers, String body) {
    return "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, headers, body.getBytes(UTF_8).length, body);
  }

  protected static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(UTF_8));
    connection.getOutputStream().flush();
  }

  private ServerSocket listen(int at) throws IOException {
    var listening = new ServerSocket();
    listening.setReuseAddress(true);
    bind(listening, new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
    Thread.startVirtualThread(() -> accept(listening));
    return listening;
  }

  /** The thread that waited at the port before gives it back in its own time. */
  private static void bind(ServerSocket server, InetSocketAddress at) throws IOException {
    long giveUp = System.nanoTime() + LATE.toNanos();
    while (!server.isBound()) {
      try {
        server.bind(at, 50);
      } catch (BindException e) {
        if (System.nanoTime() > giveUp) throw e;
        Thread.onSpinWait();
      }
    }
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        connections.add(connection);
        Thread.startVirtualThread(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      serve(connection, in, read(in));
    } catch (IOException e) {
      // The other side went away, which is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(InputStream in) throws IOException {
    String line = line(in);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, header.substring(colon + 1).strip(), (one, two) -> one + ", " + two);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(line, headers, new String(in.readNBytes(length), UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) throw new IOException("The request ends too early");
      line.append(new String(new byte[] {(byte) c}, ISO_8859_1));
    }
    return line.toString().strip();
  }

  /** Closing with unsent data thrown away makes the other side see a reset. */
  private static void reset(Socket connection) throws IOException {
    if (!connection.isClosed()) connection.setSoLinger(true, 0);
    connection.close();
  }
}
