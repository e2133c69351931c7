package dev.postern.place;

import java.util.UUID;

/**
 * The company that runs the properties of this site.
 *
 * @param rehearsal whether its data is there to be tried out; a real start refuses such data
 */
public record Organization(UUID id, String name, boolean rehearsal) {}
