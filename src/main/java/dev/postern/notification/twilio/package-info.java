/** Text messages through Twilio's Messages API, and what it reports afterwards. */
@NullMarked
package dev.postern.notification.twilio;

import org.jspecify.annotations.NullMarked;
