/** Hardware: one command, three answers, no second try. */
@ApplicationModule(allowedDependencies = {"database", "vault", "place"})
@NullMarked
package dev.postern.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
