package dev.postern.place;

import java.util.UUID;

/** A package room of a property. */
public record Room(UUID id, UUID propertyId, String name) {}
