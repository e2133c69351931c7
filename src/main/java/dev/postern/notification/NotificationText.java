package dev.postern.notification;

import dev.postern.vault.Secret;
import java.util.List;

/** What a notification tells, in any channel and language. */
public sealed interface NotificationText
    permits OneTimePinText, AccessKeyText, LinkText, NoticeText {
  /** Everything in it that a provider's words must not give away. */
  List<Secret> secrets();

  /** Which of the four it is: what staff see of a text that is long erased. */
  default Notification.Kind tells() {
    return switch (this) {
      case OneTimePinText _ -> Notification.Kind.ONE_TIME_PIN;
      case AccessKeyText _ -> Notification.Kind.ACCESS_KEY;
      case LinkText _ -> Notification.Kind.LINK;
      case NoticeText _ -> Notification.Kind.NOTICE;
    };
  }

  /** Whether it may go that way: a link is for e-mail only. */
  default boolean mayGo(Via via) {
    return switch (this) {
      case OneTimePinText _, AccessKeyText _, NoticeText _ -> true;
      case LinkText _ -> via == Via.EMAIL;
    };
  }
}
