/**
 * Shelly relays of the second generation and later: JSON-RPC over HTTP with digest authentication.
 */
@NullMarked
package dev.postern.door.driver.shelly;

import org.jspecify.annotations.NullMarked;
