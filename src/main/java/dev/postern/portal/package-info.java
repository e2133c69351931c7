/** The face for staff in a browser. */
@ApplicationModule(
    allowedDependencies = {
      "database",
      "limit",
      "vault",
      "place",
      "people",
      "audit",
      "door",
      "notification",
      "access",
      "task",
      "web"
    })
@NullMarked
package dev.postern.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
