/**
 * UHPPOTE UT0311-L0x boards: 64-byte datagrams over UDP, without any authentication. The offsets
 * are those of uhppoted's uhppote-core, which knows them from the maker's SDK and from real boards.
 */
@NullMarked
package dev.postern.door.driver.uhppote;

import org.jspecify.annotations.NullMarked;
