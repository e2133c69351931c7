/** E-mail through the site's own SMTP server. */
@NullMarked
package dev.postern.notification.smtp;

import org.jspecify.annotations.NullMarked;
