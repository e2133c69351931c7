package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.audit.Act;
import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditLog;
import dev.postern.support.Cast;
import dev.postern.support.Guesses;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@RehearsalTest
class RearmingPageTest {
  @Autowired ApplicationContext program;
  @Autowired AuditLog audit;
  @Autowired HandClock clock;

  private Site site;
  private Cast cast;
  private Guesses guesses;
  private Visitor desk;
  private String rearming;

  @BeforeEach
  void usePinsUp() {
    clock.set(HandClock.START);
    site = new Site(program);
    cast = new Cast(program);
    guesses = new Guesses(program, cast);
    guesses.spend(cast.maple, Part.PIN, 1);
    desk = site.visitor().signIn(cast.desk.email(), Cast.PASSWORD.reveal());
    rearming = "/portal/rooms/" + cast.maple.id() + "/rearming";
  }

  @Test
  void takesPinsAloneAgainWithAReasonAndWritesItDown() {
    assertThat(desk.get("/portal/guard").body()).contains(rearming);
    assertThat(desk.get(rearming).body()).contains("Take PINs alone again at Maple Room?");
    assertThat(desk.post(rearming, Map.of("reason", " It was the new courier ")).statusCode())
        .isEqualTo(303);
    assertThat(desk.get("/portal/guard").body())
        .contains("Maple Room takes PINs alone again.", "PINs are taken")
        .doesNotContain("PINs need the unit");
    assertThat(desk.get("/portal").body()).doesNotContain("Look at the kiosk");
    assertThat(rearmed().getFirst().details()).containsEntry("reason", "It was the new courier");
    Visitor manager = site.visitor().signIn(cast.manager.email(), Cast.PASSWORD.reveal());
    assertThat(manager.get("/portal/audit-log").body())
        .contains("let PINs alone be taken again at", "It was the new courier");
  }

  @Test
  void asksForAReasonAndLosesNothing() {
    var without = desk.post(rearming, Map.of("reason", "  "));
    assertThat(without.statusCode()).isEqualTo(422);
    assertThat(without.body())
        .contains("href=\"#reason\"", "Write why PINs alone may be taken again.");
    var endless = desk.post(rearming, Map.of("reason", "x".repeat(501)));
    assertThat(endless.statusCode()).isEqualTo(422);
    assertThat(endless.body()).contains("at most 500 characters", "x".repeat(501));
    assertThat(rearmed()).isEmpty();
  }

  @Test
  void saysWhyItCannotBeDone() {
    guesses.spend(cast.maple, Part.RESERVE, 1);
    assertThat(desk.get("/portal/guard").body())
        .contains("The reserve is used up too")
        .doesNotContain(rearming);
    assertThat(desk.get(rearming).body()).contains("There is nothing to do here");
    var empty = desk.post(rearming, Map.of("reason", "It was the new courier"));
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body())
        .contains("The reserve of this room is used up.", "value=\"It was the new courier\"");
    guesses.spend(cast.maple, Part.PIN, 0);
    assertThat(desk.post(rearming, Map.of("reason", "why")).body())
        .contains("Nothing is used up at this room");
    assertThat(rearmed()).isEmpty();
  }

  @Test
  void knowsNoRoomOfAnotherProperty() {
    Cast other = new Cast(program);
    Visitor stranger = site.visitor().signIn(other.manager.email(), Cast.PASSWORD.reveal());
    assertThat(stranger.get(rearming).statusCode()).isEqualTo(404);
    assertThat(stranger.post(rearming, Map.of("reason", "why")).statusCode()).isEqualTo(404);
    assertThat(rearmed()).isEmpty();
  }

  private List<AuditEvent> rearmed() {
    return audit.page(cast.property.id(), null, 100).stream()
        .filter(event -> event.act() == Act.GUARD_REARMED)
        .toList();
  }
}
