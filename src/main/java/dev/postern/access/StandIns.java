package dev.postern.access;

import dev.postern.notification.LostNotification;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * When a provider loses what it had taken, the other channel takes over while the PIN still opens.
 */
@Component
class StandIns {
  private final OneTimePins pins;

  StandIns(OneTimePins pins) {
    this.pins = pins;
  }

  @EventListener
  void send(LostNotification lost) {
    if (lost.fallback() == null) return;
    switch (lost.kind()) {
      case ONE_TIME_PIN -> pins.standIn(lost.about(), lost.fallback().via());
      case ACCESS_KEY, LINK, NOTICE -> {} // seen as failed; who sent it can send it again
    }
  }
}
