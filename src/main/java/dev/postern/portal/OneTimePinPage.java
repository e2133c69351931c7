package dev.postern.portal;

import dev.postern.access.OneTimePin;
import dev.postern.access.OneTimePins;
import dev.postern.notification.Notification;
import dev.postern.notification.Notifications;
import dev.postern.people.Capability;
import dev.postern.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The story of a one-time PIN, told while it happens; never the PIN. */
@Controller
class OneTimePinPage {
  /** htmx takes this as: here is the last of it, ask no more. */
  private static final HttpStatusCode THE_END = HttpStatusCode.valueOf(286);

  private final OneTimePins oneTimePins;
  private final Notifications notifications;
  private final Clock clock;

  OneTimePinPage(OneTimePins oneTimePins, Notifications notifications, Clock clock) {
    this.oneTimePins = oneTimePins;
    this.notifications = notifications;
    this.clock = clock;
  }

  static String path(UUID id) {
    return OneTimePinsPage.PATH + "/" + id;
  }

  @Needs(Capability.SEND_ONE_TIME_PINS)
  @GetMapping(OneTimePinsPage.PATH + "/{id}")
  ModelAndView show(Desk desk, @PathVariable UUID id) {
    Instant now = clock.instant();
    return page("portal/onetimepins/show", story(desk, id, now, now));
  }

  /**
   * The story alone, for the page that watches it; nothing at all while it reads as it did.
   *
   * @param seen the version that the page shows
   * @param since when the page was opened, in seconds
   */
  @Needs(Capability.SEND_ONE_TIME_PINS)
  @GetMapping(OneTimePinsPage.PATH + "/{id}/story")
  @Nullable ModelAndView story(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam(defaultValue = "0") long since,
      HttpServletResponse response) {
    Instant now = clock.instant();
    OneTimePinStory story =
        story(desk, id, Instant.ofEpochSecond(Math.clamp(since, 0, now.getEpochSecond())), now);
    if (story.live() && story.version().equals(seen)) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return null;
    }
    ModelAndView page = page("portal/onetimepins/story", story);
    if (!story.live()) page.setStatus(THE_END);
    return page;
  }

  private ModelAndView page(String template, OneTimePinStory story) {
    return new ModelAndView(template).addObject("story", story);
  }

  private OneTimePinStory story(Desk desk, UUID id, Instant since, Instant now) {
    OneTimePin pin = oneTimePins.find(desk.property().id(), id).orElseThrow(NotFound::new);
    List<Notification> told =
        notifications.about(id).stream()
            .sorted(Comparator.comparing(Notification::queuedAt).thenComparing(Notification::id))
            .toList();
    return new OneTimePinStory(pin, told, since, now);
  }
}
