package dev.postern.bench;

import dev.postern.support.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What somebody could pick instead and this machine has, measured in turn. */
final class Peers implements AutoCloseable {
  private static final int WARM_UP = 640;

  private final List<Peer> peers;

  private Peers(List<Peer> peers) {
    this.peers = peers;
  }

  static Peers none() {
    return new Peers(List.of());
  }

  /** Those that this machine has; what is missing is said. */
  static Peers installed(Program program, Findings findings) throws Exception {
    List<Peer> peers = new ArrayList<>();
    if (Webdis.installed()) {
      peers.add(Webdis.bare());
      peers.add(Webdis.withEvent());
    } else {
      findings.say("%s", Webdis.MISSING);
    }
    if (FreeRadius.installed()) peers.add(new FreeRadius(program));
    else findings.say("%s", FreeRadius.MISSING);
    return new Peers(peers);
  }

  /** Adds the codes of all rounds at all these numbers of connections, and warms up. */
  void prepare(Set<Integer> connections, int rounds) throws Exception {
    for (Peer peer : peers) {
      peer.fill(WARM_UP + rounds * connections.stream().mapToInt(peer::codes).sum());
      peer.redeem(16, WARM_UP);
    }
  }

  /** One round of each, added to those before. */
  void redeem(int connections, Map<Peer, List<Latencies>> rounds) throws Exception {
    for (Peer peer : peers) {
      rounds
          .computeIfAbsent(peer, _ -> new ArrayList<>())
          .add(peer.redeem(connections, peer.codes(connections)));
    }
  }

  /** Says what each is spared, once its figures may be believed. */
  void check(Findings findings) throws Exception {
    for (Peer peer : peers) {
      peer.check();
      findings.say("%s: %s.", peer.name(), peer.doesNot());
    }
  }

  @Override
  public void close() {
    peers.forEach(Peer::close);
  }
}
