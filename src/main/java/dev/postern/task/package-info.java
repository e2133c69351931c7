/** What a person of the staff must look at, until somebody has. */
@ApplicationModule(allowedDependencies = {"database", "audit"})
@NullMarked
package dev.postern.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
