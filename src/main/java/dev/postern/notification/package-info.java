/**
 * Word: one text to one person through one channel, known to have been sent or known to have
 * failed.
 */
@ApplicationModule(allowedDependencies = {"database", "vault", "place"})
@NullMarked
package dev.postern.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
