package dev.postern.access;

import dev.postern.support.QuietProgram;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** Three nodes on one PostgreSQL. */
final class Nodes implements AutoCloseable {
  static final int COUNT = 3;

  private final List<Node> nodes = new ArrayList<>();

  private Nodes() {}

  /** Returns when all of them answer. */
  static Nodes start(QuietProgram program, HttpClient http, String name, Class<?> main)
      throws Exception {
    Nodes started = new Nodes();
    try {
      for (int n = 0; n < COUNT; n++) started.nodes.add(new Node(program, name + n, main));
      for (Node node : started.nodes) node.await(http);
      return started;
    } catch (IOException | InterruptedException e) {
      started.close();
      throw e;
    }
  }

  /** Counted round and round. */
  Node node(int number) {
    return nodes.get(Math.floorMod(number, COUNT));
  }

  List<Node> all() {
    return nodes;
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
  }
}
