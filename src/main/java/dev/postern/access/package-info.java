/** The right to enter and its use: read this first. */
@ApplicationModule(
    allowedDependencies = {
      "database",
      "limit",
      "vault",
      "place",
      "people",
      "audit",
      "door",
      "task",
      "notification"
    })
@NullMarked
package dev.postern.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
