package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.people.Role;
import dev.postern.place.Property;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@PosternTest
class ErrorPagesTest {
  @Autowired ApplicationContext program;
  Site site;
  Property maple;

  @BeforeEach
  void makeAProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
  }

  @Test
  void saysWhatHappenedWhatItMeansAndWhatToDo() {
    Visitor visitor = site.signedIn(Role.STAFF, maple);
    assertThat(calm(visitor.get("/portal/nowhere"), 404)).contains("nothing behind this door");
    assertThat(calm(visitor.get("/portal/audit-log"), 403)).contains("may not open");
    assertThat(calm(visitor.get("/portal/entries?filter=SIDEWAYS"), 400)).contains("not be read");
    assertThat(calm(visitor.get("/portal/entries?before=x"), 400)).contains("not be read");
    assertThat(calm(visitor.post("/portal/entries", Map.of()), 405)).contains("work that way");
    assertThat(calm(visitor.get("/nowhere"), 404)).contains("nothing behind this door");
    assertThat(calm(visitor.get("/actuator/env"), 404)).contains("nothing behind this door");
  }

  @Test
  void speaksTheLanguageOfTheReader() {
    var answer = site.visitor().get("/nowhere", "Accept-Language", "de-CH,fr;q=0.5");
    assertThat(answer.body()).contains("lang=\"de\"", "Hinter dieser Tür ist nichts");
  }

  @Test
  void allowsABrowserNothingButOurOwn() {
    for (String path : List.of("/portal/sign-in", "/nowhere", "/assets/base.css")) {
      var headers = site.visitor().get(path).headers();
      assertThat(headers.firstValue("content-security-policy").orElseThrow())
          .contains("default-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
      assertThat(headers.firstValue("referrer-policy")).hasValue("same-origin");
      assertThat(headers.firstValue("permissions-policy").orElseThrow()).contains("camera=()");
      assertThat(headers.firstValue("x-robots-tag").orElseThrow()).contains("noindex");
    }
    assertThat(
            site.signedIn(Role.STAFF, maple).get("/portal").headers().firstValue("cache-control"))
        .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
  }

  @Test
  void keepsAFileForAYearOnlyUnderTheAddressThatNamesItsContent() {
    Visitor visitor = site.visitor();
    String page = visitor.get("/portal/sign-in").body();
    String hashed = page.replaceFirst("(?s).*href=\"(/assets/base-[0-9a-f]+[.]css)\".*", "$1");
    assertThat(visitor.get(hashed).headers().firstValue("cache-control"))
        .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000", "immutable"));
    assertThat(visitor.get("/assets/base.css").headers().firstValue("cache-control"))
        .hasValue("no-cache");
  }

  /** The length of a compressed page would tell of what is secret on it. */
  @Test
  void compressesFilesAndNoPage() {
    Visitor visitor = site.visitor();
    for (String path : List.of("/assets/base.css", "/assets/kiosk.js", "/assets/icons.svg")) {
      assertThat(compression(visitor, path)).as(path).hasValue("gzip");
    }
    assertThat(compression(visitor, "/portal/sign-in")).isEmpty();
  }

  private static Optional<String> compression(Visitor visitor, String path) {
    return visitor.get(path, "Accept-Encoding", "gzip").headers().firstValue("content-encoding");
  }

  private static String calm(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("Exception", "dev.postern", "at org.", "Whitelabel");
    return answer.body();
  }
}
