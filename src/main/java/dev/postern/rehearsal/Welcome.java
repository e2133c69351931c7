package dev.postern.rehearsal;

import dev.postern.database.Home;
import dev.postern.vault.Secret;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What the terminal says once the program can be used: where to go and how to sign in. */
@Component
@OnlyInRehearsal
class Welcome {
  private static final String FOR_REAL =
      "mvn spring-boot:run -Dspring-boot.run.arguments=--postern.rehearsal=false";

  private final Stage stage;
  private final SignInFile signIn;
  private final Onlookers onlookers;
  private final Home home;
  private final Environment environment;
  private final Words words;

  Welcome(
      Stage stage,
      SignInFile signIn,
      Onlookers onlookers,
      Home home,
      Environment environment,
      Texts texts) {
    this.stage = stage;
    this.signIn = signIn;
    this.onlookers = onlookers;
    this.home = home;
    this.environment = environment;
    this.words = texts.in(Locale.getDefault());
  }

  /** Not a log line: it is for the person who started the program, whatever is logged. */
  @EventListener(ApplicationReadyEvent.class)
  void print() {
    String port = environment.getProperty("local.server.port");
    if (port == null) return;
    System.out.println(text("http://" + onlookers.host() + ":" + port));
  }

  private String text(String site) {
    return String.join(
        "\n",
        "",
        "  " + words.of("rehearsal.terminal.running", stage.property().name()),
        "",
        line("start", site + "/"),
        line("portal", site + "/portal"),
        line("kiosk", site + "/kiosk"),
        line("tray", site + "/rehearsal/tray"),
        line("door", site + "/rehearsal/door"),
        "",
        line("sign-in", who(RiverStreet.MANAGER, "manager")),
        "    %-16s%s".formatted("", who(RiverStreet.STAFF, "staff")),
        line(
            "password",
            signIn.password().map(Secret::reveal).orElse(words.of("rehearsal.password.lost"))),
        "",
        line("data", data()),
        line("real", FOR_REAL),
        "",
        "  " + words.of("rehearsal.terminal.stop"),
        "");
  }

  private String line(String key, String value) {
    return "    %-16s%s".formatted(words.of("rehearsal.terminal." + key), value);
  }

  private String who(String email, String role) {
    return "%-32s%s".formatted(email, words.of("rehearsal.role." + role));
  }

  private String data() {
    String url = environment.getProperty("postern.database.url", "");
    return url.isBlank() ? home.folder().toString() : words.of("rehearsal.terminal.data.given");
  }
}
