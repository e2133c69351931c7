package dev.postern.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Chromium of this machine, driven by Playwright; nothing is downloaded. All tests of a JVM
 * share one, and each opens contexts of its own in it, which have nothing in common.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** What the page does is waited for, however busy this machine is. */
  private static final double PATIENCE_MILLIS = 30_000;

  private static @Nullable Chromium shared;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** The one that ends with the JVM. */
  public static synchronized Browser shared() {
    Chromium running = shared;
    if (running == null || !running.browser.isConnected()) {
      running = start();
      shared = running;
    }
    return running.browser;
  }

  /**
   * Starts another one, with more arguments; where none is installed, the test that asks for one is
   * skipped.
   */
  public static Chromium start(String... more) {
    Path program = installed();
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.addAll(List.of(more));
    var noDownload =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    Playwright playwright = Playwright.create(noDownload);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(arguments)));
  }

  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path installed() {
    List<Path> found =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .filter(Files::isExecutable)
            .toList();
    assumeTrue(!found.isEmpty(), "install Chromium (apt install chromium) to run browser tests");
    return found.getFirst();
  }
}
