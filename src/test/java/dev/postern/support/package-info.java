/** What tests of every module stand on: a PostgreSQL of their own, and a clock set by hand. */
@NullMarked
package dev.postern.support;

import org.jspecify.annotations.NullMarked;
