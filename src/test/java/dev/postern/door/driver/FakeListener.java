package dev.postern.door.driver;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port on loopback that stays the same when it is closed and opened again. */
public final class FakeListener implements AutoCloseable {
  /** Serves one connection, on a thread of its own. */
  public interface Server {
    void serve(Socket connection) throws IOException, InterruptedException;
  }

  private final Server server;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final int port;
  private volatile ServerSocket listening;

  public FakeListener(Server server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = listening.getLocalPort();
    Thread.startVirtualThread(() -> accept(listening));
  }

  public int port() {
    return port;
  }

  /** How many there were. */
  public int connections() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : connections) connection.close();
  }

  public void open() throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    while (true) {
      var again = new ServerSocket();
      try {
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening = again;
        Thread.startVirtualThread(() -> accept(again));
        return;
      } catch (BindException e) {
        // Who was still waiting for a connection lets go of the port a moment later.
        again.close();
        if (System.nanoTime() - giveUp > 0) throw e;
        Thread.sleep(10);
      }
    }
  }

  /** Closing with unsent data thrown away makes the other side see a reset. */
  public static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket connection = from.accept();
        connections.add(connection);
        Thread.startVirtualThread(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      server.serve(connection);
    } catch (IOException e) {
      // The other side went away, which is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
