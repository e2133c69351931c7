package dev.postern.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.StartRefused;
import dev.postern.place.Organization;
import dev.postern.support.PosternTest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@PosternTest
class RealSiteTest {
  @Autowired ApplicationContext program;
  @LocalServerPort int port;

  @ParameterizedTest
  @ValueSource(
      strings = {"/rehearsal", "/rehearsal/tray", "/rehearsal/door", "/rehearsal/door/now"})
  void hasNoRehearsalToLookAt(String path) {
    assertThat(new Browser(port).get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rehearsal/kiosk", "/rehearsal/door?behaviour=OPENS"})
  void hasNoRehearsalToPlayWith(String path) {
    assertThat(new Browser(port).post(path, "").status()).isEqualTo(404);
  }

  @Test
  void bringsNothingOfTheRehearsalButTheCheckThatRefusesIt() {
    List<String> ours =
        Arrays.stream(program.getBeanDefinitionNames())
            .map(program::getType)
            .filter(type -> type != null && type.getName().contains(".rehearsal."))
            .map(Class::getSimpleName)
            .toList();
    assertThat(ours).containsExactly("SiteAtStart");
  }

  @Test
  void isNotRehearsedAt() {
    assertThatThrownBy(() -> SiteAtStart.refuseIfItDoesNotFit(organization(false), true))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("Harbour Homes, a real site");
  }

  @Test
  void startsWithItsOwnData() {
    assertThatCode(() -> SiteAtStart.refuseIfItDoesNotFit(organization(false), false))
        .doesNotThrowAnyException();
  }

  private static Organization organization(boolean rehearsal) {
    return new Organization(UUID.randomUUID(), "Harbour Homes", rehearsal);
  }
}
