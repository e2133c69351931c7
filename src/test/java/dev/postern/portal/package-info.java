@NullMarked
package dev.postern.portal;

import org.jspecify.annotations.NullMarked;
