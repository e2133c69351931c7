/** The ground: PostgreSQL, brought along or given, and the one clock that ticks with it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.postern.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
