/** The face at the room, over HTTP and in a real browser. */
@NullMarked
package dev.postern.kiosk;

import org.jspecify.annotations.NullMarked;
