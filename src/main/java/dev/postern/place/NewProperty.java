package dev.postern.place;

import java.time.ZoneId;

/**
 * A property to add.
 *
 * @param room the name of its first room: a property without one can let nobody in
 */
public record NewProperty(
    String name, String address, ZoneId zone, String country, String language, String room) {}
