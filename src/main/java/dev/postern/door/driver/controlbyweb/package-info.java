/**
 * Relays of ControlByWeb (Xytronix), such as WebRelay, WebRelay-Quad, X-301 and X-410: a GET for
 * {@code state.xml} with basic authentication, answered by old models without any HTTP.
 */
@NullMarked
package dev.postern.door.driver.controlbyweb;

import org.jspecify.annotations.NullMarked;
