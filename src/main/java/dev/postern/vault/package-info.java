/**
 * What the database must never hold in clear: secrets have a type, are sealed, and are found by a
 * keyed hash.
 */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package dev.postern.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
