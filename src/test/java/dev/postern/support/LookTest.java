package dev.postern.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookTest {
  private Page page;

  @BeforeEach
  void openAPage() {
    page = Chromium.shared().newPage();
    page.setViewportSize(390, 844);
  }

  @AfterEach
  void closeThePage() {
    page.close();
  }

  @Test
  void hasNothingToSayAboutAGoodPage() {
    show("<p>Good morning.</p>");
    assertThat(Look.at(page, "here")).isEmpty();
    Look.atKiosk(page, "here");
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    show("<img src='nowhere.png'><p style='color: #ccc'>Good morning.</p>");
    assertThat(Look.at(page, "here"))
        .containsExactlyInAnyOrder("here: image-alt img", "here: color-contrast p");
  }

  @Test
  void looksAgainAtAPageThatChanged() {
    show("<p>Good morning.</p>");
    assertThat(Look.at(page, "before")).isEmpty();
    page.evaluate("document.querySelector('p').style.color = '#ccc'");
    assertThat(Look.at(page, "after")).containsExactly("after: color-contrast p");
  }

  @Test
  void seesThatAPageIsTooWide() {
    show("<div style='width: 400px'>Good morning.</div>");
    assertThat(Look.at(page, "here")).containsExactly("here: 10 px too wide");
  }

  @Test
  void asksForMoreContrastAtAKiosk() {
    show("<p style='color: #767676'>Good morning.</p>");
    assertThat(Look.at(page, "here")).isEmpty();
    assertThatThrownBy(() -> Look.atKiosk(page, "here"))
        .hasMessageContaining("here: color-contrast-enhanced p");
  }

  @Test
  void passesNoFrameByUnseen() {
    show("<iframe title='more' srcdoc='more'></iframe>");
    assertThatThrownBy(() -> Look.at(page, "here")).hasMessageContaining("frames");
  }

  private void show(String body) {
    page.setContent(
        """
        <!doctype html><html lang="en"><head><title>Here</title></head>
        <body style="margin: 0"><main><h1>Here</h1>%s</main></body></html>
        """
            .formatted(body));
  }
}
