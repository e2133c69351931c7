/** Where: organization, property, room, kiosk, and their settings. */
@ApplicationModule(allowedDependencies = {"database", "vault", "audit"})
@NullMarked
package dev.postern.place;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
