/** Who: recipients and staff members of a property, and what a role may do. */
@ApplicationModule(
    allowedDependencies = {"database", "limit", "vault", "place", "audit", "notification"})
@NullMarked
package dev.postern.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
