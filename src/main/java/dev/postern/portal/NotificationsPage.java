package dev.postern.portal;

import dev.postern.notification.Notification;
import dev.postern.notification.Notifications;
import dev.postern.people.Capability;
import dev.postern.people.People;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people were told, and what did not reach them. */
@Controller
class NotificationsPage {
  private static final int SIZE = 50;
  private static final int MOST_FAILURES = 20;

  private final Notifications notifications;
  private final People people;
  private final Clock clock;

  NotificationsPage(Notifications notifications, People people, Clock clock) {
    this.notifications = notifications;
    this.people = people;
    this.clock = clock;
  }

  @Needs(Capability.SEE_RECIPIENTS)
  @GetMapping("/portal/notifications")
  String show(Desk desk, @RequestParam(required = false) @Nullable UUID before, Model model) {
    UUID property = desk.property().id();
    List<Notification> failed =
        before == null
            ? notifications.failed(
                property, clock.instant().minus(DashboardPage.RECENTLY), MOST_FAILURES)
            : List.of();
    Pages<Notification> page =
        Pages.of(notifications.ofProperty(property, before, SIZE + 1), SIZE, Notification::id);
    model.addAttribute("failed", NotificationRow.of(failed, property, people));
    model.addAttribute(
        "page", new Pages<>(NotificationRow.of(page.rows(), property, people), page.next()));
    return "portal/notifications";
  }
}
