package dev.postern.door.driver.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A line to a broker that can be cut, held, or be there no more. */
final class Wire implements AutoCloseable {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final int target;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition goesOn = lock.newCondition();
  private ServerSocket server;
  private boolean held;

  Wire(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, HERE);
    this.port = server.getLocalPort();
    listen(server);
  }

  int port() {
    return port;
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /** Whether nothing listens here. Connections that are there stay. */
  void absent(boolean absent) throws IOException {
    if (absent == server.isClosed()) return;
    if (absent) {
      server.close();
      // The socket goes when the thread that accepts has left it.
      while (listens()) Thread.onSpinWait();
    } else {
      server = new ServerSocket();
      server.bind(new InetSocketAddress(HERE, port), 50);
      listen(server);
    }
  }

  private boolean listens() {
    try (var socket = new Socket(HERE, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Every connection breaks. */
  void cut() {
    List<Socket> all = List.copyOf(sockets);
    for (Socket socket : all) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // closed already
      }
    }
    sockets.removeAll(all);
  }

  /** What is sent waits on its way until it is let go on. */
  void hold(boolean hold) {
    lock.lock();
    try {
      held = hold;
      goesOn.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    hold(false);
    server.close();
    cut();
  }

  private void listen(ServerSocket on) {
    Thread.startVirtualThread(() -> {
      while (!on.isClosed()) {
        try {
          join(on.accept());
        } catch (IOException e) {
          // closed, or there is no broker
        }
      }
    });
  }

  private void join(Socket near) throws IOException {
    try {
      Socket far = new Socket(HERE, target);
      sockets.add(near);
      sockets.add(far);
      Thread.startVirtualThread(() -> carry(near, far));
      Thread.startVirtualThread(() -> carry(far, near));
    } catch (IOException e) {
      near.close();
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[4_096];
      for (int length = in.read(some); length >= 0; length = in.read(some)) {
        if (waited()) {
          // As a network that begins to work again: what a connection that was broken off
          // meanwhile had not got rid of is never sent; what one that was closed had, is.
          byte[] more = rest(from);
          out.write(some, 0, length);
          out.write(more);
        } else {
          out.write(some, 0, length);
        }
      }
    } catch (IOException e) {
      // cut
    }
  }

  private static byte[] rest(Socket from) throws IOException {
    var all = new ByteArrayOutputStream();
    from.setSoTimeout(100);
    try {
      from.getInputStream().transferTo(all);
    } catch (SocketTimeoutException e) {
      from.setSoTimeout(0);
    }
    return all.toByteArray();
  }

  private boolean waited() {
    lock.lock();
    try {
      boolean waits = held;
      while (held) goesOn.awaitUninterruptibly();
      return waits;
    } finally {
      lock.unlock();
    }
  }
}
