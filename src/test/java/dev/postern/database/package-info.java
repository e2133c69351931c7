@NullMarked
package dev.postern.database;

import org.jspecify.annotations.NullMarked;
