package dev.postern.notification;

import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The texts of this module, in the languages it speaks. */
final class Words {
  private static final String OURS = "notification.words.";
  private static final int LONGEST = 300; // characters of a provider's words that staff get to see

  private final ResourceBundleMessageSource bundle = new ResourceBundleMessageSource();

  Words() {
    bundle.setBasename("messages/notification");
    bundle.setDefaultEncoding("UTF-8");
    bundle.setFallbackToSystemLocale(false);
  }

  String in(Locale locale, String key, Object... values) {
    return bundle.getMessage(key, values, locale);
  }

  /** Our own reasons are stored as keys and read in the reader's language; a provider's stay. */
  String read(Locale locale, String stored) {
    return stored.startsWith(OURS) ? in(locale, stored) : stored;
  }

  /** What a gateway said as one short line that gives nothing of the notification away. */
  static String of(String words, NotificationText text) {
    String line = Line.of(words, Integer.MAX_VALUE);
    for (var secret : text.secrets()) {
      line = line.replace(secret.reveal(), "•••");
    }
    return Line.of(line, LONGEST);
  }
}
