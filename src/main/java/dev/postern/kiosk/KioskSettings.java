package dev.postern.kiosk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What those who run a site choose for its kiosks.
 *
 * @param camera whether a kiosk with a camera offers to read QR codes with it
 */
@ConfigurationProperties("postern.kiosk")
record KioskSettings(@DefaultValue("true") boolean camera) {}
