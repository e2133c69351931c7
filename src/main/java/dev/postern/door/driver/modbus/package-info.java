/**
 * Relay boards that speak Modbus TCP and end a pulse by a timer of their own, such as Waveshare's
 * with its "flash on" command. Facts are from the MODBUS Application Protocol Specification 1.1b3
 * and from "MODBUS Messaging on TCP/IP Implementation Guide" 1.0b.
 */
@NullMarked
package dev.postern.door.driver.modbus;

import org.jspecify.annotations.NullMarked;
