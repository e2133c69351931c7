package dev.postern.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;

/** A screen at the door in a real browser. */
public final class TouchScreen implements AutoCloseable {
  private static final int[][] SIZES = {{1080, 1920}, {1920, 1080}, {390, 844}};

  public final BrowserContext context;
  public final Page page;

  private TouchScreen(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
  }

  /** A new screen of this kiosk, by the code that its staff were shown. */
  public static TouchScreen pair(Browser browser, int port, String code) {
    var screen =
        new TouchScreen(
            browser.newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(1080, 1920)
                    .setReducedMotion(ReducedMotion.REDUCE)));
    screen.page.navigate("http://localhost:" + port + "/kiosk");
    screen.page.getByLabel("Pairing code, ten digits").fill(code);
    screen.button("Pair this screen").click();
    assertThat(screen.button("Touch to begin")).isVisible();
    // The words are there before the script is; the clock is its last work.
    assertThat(screen.page.locator("#idle .hour time")).not().isEmpty();
    return screen;
  }

  public Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  public Locator heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  /** All keys at one moment, whatever else this machine does. */
  public void scan(String text) {
    page.evaluate(
        """
        text => {
          for (const key of [...text, "Enter"]) {
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          }
        }
        """,
        text);
  }

  /** From now on the program answers so, as {@code /kiosk/…} is asked. */
  public void answer(String path, String json) {
    page.unroute("**/kiosk/" + path);
    page.route(
        "**/kiosk/" + path,
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(json)));
  }

  /** Is read by everybody, and nothing is cut off, at every size that hangs at a door. */
  public void isReadAtEverySize(String screen) {
    for (int[] size : SIZES) {
      page.setViewportSize(size[0], size[1]);
      Look.atKiosk(page, screen + " at " + size[0] + " px");
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
