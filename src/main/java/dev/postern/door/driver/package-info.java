/** One folder for each kind of controller. */
@NullMarked
package dev.postern.door.driver;

import org.jspecify.annotations.NullMarked;
