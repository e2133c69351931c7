/** The whole program, from the portal to the door. */
@NullMarked
package dev.postern.stories;

import org.jspecify.annotations.NullMarked;
