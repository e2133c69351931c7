package dev.postern.notification.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A mail server that agrees to everything but one thing, where it says what it was told to. */
final class ScriptedSmtp implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final String at;
  private final String answer;

  /**
   * @param at the beginning of the line that gets the answer
   * @param answer a reply, or {@code cut}, or {@code stall}
   */
  ScriptedSmtp(String at, String answer) throws IOException {
    this.at = at;
    this.answer = answer;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try (Socket line = server.accept()) {
      var in = new BufferedReader(new InputStreamReader(line.getInputStream(), US_ASCII));
      OutputStream out = line.getOutputStream();
      say(out, "220 scripted");
      boolean inside = false;
      for (String said = in.readLine(); said != null; said = in.readLine()) {
        if (inside && !said.equals(".")) continue;
        inside = said.equals("DATA");
        if (!said.startsWith(at)) say(out, inside ? "354 go on" : "250 fine");
        else if (answer.equals("cut")) return;
        else if (!answer.equals("stall")) say(out, answer);
      }
    } catch (IOException gone) {
      // the client hung up, which is an end like any other
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
