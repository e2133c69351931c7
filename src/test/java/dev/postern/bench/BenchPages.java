package dev.postern.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.postern.support.Chromium;
import dev.postern.support.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code bin/bench pages}: what the main screens cost in a real browser, the first time and when
 * their files are kept already: bytes over the wire, requests, time to usable, layout shift; and
 * whether they fit 320 pixels.
 */
public final class BenchPages {
  private static final int MOST_FIRST = 100_000;
  private static final int MOST_AGAIN = 20_000;
  private static final int NARROW = 320;
  private static final int WIDE = 1440;

  private final Findings findings = new Findings();
  private final String site;
  private int heaviestFirst;
  private int heaviestAgain;

  private BenchPages(int port) {
    site = "http://localhost:" + port;
  }

  public static void main(String[] arguments) throws Exception {
    boolean kept;
    try (TemporaryFolder folder = TemporaryFolder.create();
        Program program = Program.start(folder.path());
        Chromium chromium = Chromium.start()) {
      kept = new BenchPages(program.port()).run(chromium.browser(), folder.path());
    }
    System.exit(kept ? 0 : 1);
  }

  private boolean run(Browser browser, Path folder) throws IOException {
    findings.say(
        "%-22s %9s %8s %10s %8s   %9s %8s %10s   %6s %6s",
        "",
        "first",
        "requests",
        "usable ms",
        "LCP ms",
        "again",
        "requests",
        "usable ms",
        "shift",
        "320 px");
    try (BrowserContext context = browser.newContext()) {
      signIn(context, RehearsalDesk.password(folder));
      Map<String, String> portal = portal(context);
      portal.values().forEach(path -> PageVisit.of(context, site + path, WIDE)); // to warm up
      portal.forEach((name, path) -> promiseBytes(measure(name, path, context)));
      measure("kiosk, to be paired", "/kiosk", context);
      pair(context);
      measure("kiosk", "/kiosk", context);
    }
    findings.sum("heaviest page of the portal %,d bytes first", heaviestFirst);
    findings.sum("%,d bytes after", heaviestAgain);
    findings.end("Main screens");
    return findings.kept();
  }

  private Map<String, String> portal(BrowserContext signedIn) {
    Map<String, String> screens = new LinkedHashMap<>();
    String recipient = aRecipient(signedIn);
    screens.put("dashboard", "/portal");
    screens.put("recipients", "/portal/recipients");
    screens.put("a recipient", recipient);
    screens.put("access keys", "/portal/access-keys");
    screens.put(
        "send one-time PIN",
        "/portal/one-time-pins/new?recipient="
            + recipient.substring(recipient.lastIndexOf('/') + 1));
    screens.put("entries", "/portal/entries");
    return screens;
  }

  private Measured measure(String name, String path, BrowserContext context) {
    PageVisit first = PageVisit.withNothingKept(context, site + path, WIDE);
    PageVisit again = PageVisit.of(context, site + path, WIDE);
    PageVisit small = PageVisit.of(context, site + path, NARROW);
    double shift = Math.max(Math.max(first.shift(), again.shift()), small.shift());
    findings.say(
        "%-22s %,9d %8d %10.0f %8.0f   %,9d %8d %10.0f   %6.3f %6s",
        name,
        first.bytes(),
        first.requests(),
        first.usable(),
        first.largest(),
        again.bytes(),
        again.requests(),
        again.usable(),
        shift,
        small.fits() ? "fits" : "wider");
    findings.promise(shift == 0, "%s moves while it is read: %.4f", name, shift);
    findings.promise(small.fits(), "%s scrolls sideways at %d pixels", name, NARROW);
    return new Measured(first, again);
  }

  private record Measured(PageVisit first, PageVisit again) {}

  private void promiseBytes(Measured page) {
    int first = page.first().bytes();
    int again = page.again().bytes();
    heaviestFirst = Math.max(heaviestFirst, first);
    heaviestAgain = Math.max(heaviestAgain, again);
    findings.promise(first <= MOST_FIRST, "%,d bytes first, promised %,d", first, MOST_FIRST);
    findings.promise(again <= MOST_AGAIN, "%,d bytes after, promised %,d", again, MOST_AGAIN);
  }

  private void signIn(BrowserContext context, String password) {
    try (Page page = context.newPage()) {
      page.navigate(site + "/portal/sign-in");
      page.locator("#email").fill(RehearsalDesk.EMAIL);
      page.locator("#password").fill(password);
      page.keyboard().press("Enter");
      page.waitForURL("**/portal");
    }
  }

  private String aRecipient(BrowserContext signedIn) {
    try (Page page = signedIn.newPage()) {
      page.navigate(site + "/portal/recipients");
      String first = "main a[href^='/portal/recipients/']:not([href*='/new'])";
      return page.locator(first).first().getAttribute("href");
    }
  }

  /**
   * By the code that the rehearsal leads to the kiosk with; another screen would take its place.
   */
  private void pair(BrowserContext context) {
    try (Page page = context.newPage()) {
      page.navigate(site + "/rehearsal");
      Page kiosk =
          page.waitForPopup(() -> page.locator("form[action='/rehearsal/kiosk'] button").click());
      kiosk.waitForFunction("() => document.getElementById('code').value");
      kiosk.locator("#pairing button").click();
      kiosk.waitForFunction("() => document.body && !document.getElementById('pairing')");
      kiosk.close();
    }
  }
}
