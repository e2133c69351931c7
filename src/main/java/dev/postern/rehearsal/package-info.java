/** The rehearsal site: everything can be tried without hardware, and none of it exists for real. */
@ApplicationModule(
    allowedDependencies = {
      "database",
      "vault",
      "place",
      "people",
      "audit",
      "door",
      "notification",
      "access",
      "web"
    })
@NullMarked
package dev.postern.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
