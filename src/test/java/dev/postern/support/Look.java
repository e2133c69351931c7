package dev.postern.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What axe and a ruler complain about on a page. */
public final class Look {
  /** Every rule that axe applies by itself, at a portal's page. */
  public static List<String> at(Page page, String where) {
    return complaints(page, where, Map.of());
  }

  /** Level AAA is there for its contrast of 7:1, at a kiosk's screen. */
  public static void atKiosk(Page page, String where) {
    List<String> tags =
        List.of(
            "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    var strict = Map.of("runOnly", Map.of("type", "tag", "values", tags));
    assertThat(complaints(page, where, strict)).isEmpty();
  }

  /**
   * Asks axe in the page itself. Its builder for Java opens a second page at every look, to put
   * frames together, and reads axe twice; no page of ours has frames, which is asked here.
   */
  private static List<String> complaints(Page page, String where, Map<String, ?> options) {
    assertThat(page.frames()).as("frames " + where).hasSize(1);
    if (!(boolean) page.evaluate("typeof axe === 'object'")) {
      page.evaluate("() => { " + AxeBuilder.getAxeScript() + " }");
    }
    Object found =
        page.evaluate(
            """
            async options => {
              const result = await axe.run(document, { ...options, resultTypes: ["violations"] });
              const complaints = result.violations.map(
                rule => rule.id + " " + rule.nodes.map(node => node.target.join(" ")).join(", "));
              const tooWide = document.documentElement.scrollWidth - innerWidth;
              return tooWide > 0 ? [...complaints, tooWide + " px too wide"] : complaints;
            }
            """,
            options);
    List<String> complaints = new ArrayList<>();
    for (Object complaint : (List<?>) found) complaints.add(where + ": " + complaint);
    return complaints;
  }

  private Look() {}
}
