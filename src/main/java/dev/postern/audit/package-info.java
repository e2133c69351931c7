/** Memory: who did what to what, insert-only. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package dev.postern.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
