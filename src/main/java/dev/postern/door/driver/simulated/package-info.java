/**
 * The door of the rehearsal: drawn on the screen, and able to fail in every way a real one does.
 */
@NullMarked
package dev.postern.door.driver.simulated;

import org.jspecify.annotations.NullMarked;
