package dev.postern.door;

import java.time.Instant;
import java.util.UUID;

/**
 * Leave to open a door once.
 *
 * @param entry the attempt that was granted; also the command's id where a device takes one
 * @param deadline no command leaves after it, and the answer is settled by then
 */
public record OpenTicket(UUID entry, Instant deadline) {}
