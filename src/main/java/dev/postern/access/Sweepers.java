package dev.postern.access;

import dev.postern.limit.Limits;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What time itself must settle. Every node does it on a timer of its own, apart from the sending of
 * notifications, so that a mail server that hangs keeps nobody waiting; each statement is safe to
 * run on several nodes at once.
 */
@Component
@EnableScheduling
class Sweepers {
  private final Conclude conclude;
  private final Visits visits;
  private final AccessKeys keys;
  private final RoomGuards guards;
  private final PinRequests requests;
  private final Limits limits;

  Sweepers(
      Conclude conclude,
      Visits visits,
      AccessKeys keys,
      RoomGuards guards,
      PinRequests requests,
      Limits limits) {
    this.conclude = conclude;
    this.visits = visits;
    this.keys = keys;
    this.guards = guards;
    this.requests = requests;
    this.limits = limits;
  }

  @Scheduled(fixedDelayString = "PT2S")
  void settleUnsettledEntries() {
    conclude.settleUnsettled();
    visits.settle();
  }

  @Scheduled(fixedDelayString = "PT30S")
  void endExpiredKeys() {
    keys.endExpired();
  }

  @Scheduled(fixedDelayString = "PT5M")
  void refillBudgets() {
    guards.settle();
  }

  @Scheduled(fixedDelayString = "PT1H")
  void forgetOldTries() {
    limits.forgetOldTries();
    requests.forgetOld();
  }
}
