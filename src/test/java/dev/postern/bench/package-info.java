/** What {@code bin/bench} runs: the program beside what a user could pick instead. No tests. */
@NullMarked
package dev.postern.bench;

import org.jspecify.annotations.NullMarked;
