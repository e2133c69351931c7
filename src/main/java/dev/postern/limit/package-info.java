/** How often something may be tried: every limit of the program on one screen. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package dev.postern.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
