package dev.postern.architecture;

import dev.postern.Postern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleMapTest {
  /**
   * Arrows point down only. If this fails, either the call is in the wrong place, or the map in the
   * {@code package-info} of a module is to be changed, with a line in DECISIONS.md.
   */
  @Test
  void keepsEveryModuleToTheOnesItMayUse() {
    ApplicationModules.of(Postern.class).verify();
  }
}
