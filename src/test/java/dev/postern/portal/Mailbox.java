package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.notification.Tray;
import dev.postern.notification.TrayItem;
import dev.postern.support.Patience;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;

/** What a rehearsal's tray holds for one e-mail address. */
final class Mailbox {
  private static final Pattern LINK = Pattern.compile("https?://\\S+?(/portal/[\\w/-]+)#(\\w+)");

  private final Tray tray;
  private final String address;

  Mailbox(ApplicationContext program, String address) {
    this.tray = program.getBean(Tray.class);
    this.address = address;
  }

  /** All that came, the newest first. */
  List<TrayItem> items() {
    return tray.newest(Tray.KEPT).stream()
        .filter(item -> item.to().address().equals(address))
        .toList();
  }

  /** The newest, once so many came. */
  TrayItem await(int count) {
    Patience.await("e-mails to " + address).until(() -> items().size() >= count);
    assertThat(items()).as("e-mails to %s", address).hasSize(count);
    return items().getFirst();
  }

  /** The token of the newest link, once so many e-mails came. */
  String token(int count) {
    Matcher link = LINK.matcher(await(count).text().reveal());
    assertThat(link.find()).isTrue();
    return link.group(2);
  }
}
