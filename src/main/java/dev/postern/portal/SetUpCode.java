package dev.postern.portal;

import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.place.Places;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Proves that whoever fills in the first-run page can read this program's log. A new one at each
 * start; worthless once the site has its organization.
 */
@Component
@ConditionalOnProperty(name = "postern.rehearsal", havingValue = "false")
class SetUpCode {
  private static final Logger LOG = LoggerFactory.getLogger(SetUpCode.class);
  private static final String READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String ALL_SCREENS = "set-up";

  private final Secret code = Secrets.ofAlphabet(READABLE, 12);
  private final Places places;
  private final Limits limits;

  SetUpCode(Places places, Limits limits) {
    this.places = places;
    this.limits = limits;
  }

  /** The one secret that is meant for the log: it is how the operator gets it. */
  @EventListener
  void tellTheOperator(WebServerInitializedEvent started) {
    if (places.organization().isPresent()) return;
    LOG.info(
        "This site is empty. Open /setup on port {} and type the set-up code {}",
        started.getWebServer().getPort(),
        grouped());
  }

  String grouped() {
    return code.reveal().replaceAll("(.{4})(?=.)", "$1-");
  }

  /** Counts the try, then looks: empty if the code is right, else why not. */
  Optional<Wrong> check(Secret typed) {
    Optional<Duration> pause = limits.take(Limit.SET_UP_TRIES, ALL_SCREENS);
    if (pause.isPresent()) return Optional.of(new Wrong(pause.get()));
    if (!plain(typed).equals(code)) return Optional.of(new Wrong(Duration.ZERO));
    limits.giveBack(Limit.SET_UP_TRIES, ALL_SCREENS);
    return Optional.empty();
  }

  /**
   * @param pause how long to wait before the next try counts, or zero
   */
  record Wrong(Duration pause) {}

  private static Secret plain(Secret typed) {
    return new Secret(typed.reveal().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
  }
}
