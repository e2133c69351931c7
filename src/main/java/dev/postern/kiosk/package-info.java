/** The face at the room: the screen at its door. */
@ApplicationModule(
    allowedDependencies = {
      "database",
      "limit",
      "vault",
      "place",
      "people",
      "door",
      "access",
      "web"
    })
@NullMarked
package dev.postern.kiosk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
