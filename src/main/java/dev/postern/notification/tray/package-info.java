/** The rehearsal's gateways: nothing leaves the machine, everything can be read. */
@NullMarked
package dev.postern.notification.tray;

import org.jspecify.annotations.NullMarked;
