package dev.postern.people;

import org.jspecify.annotations.Nullable;

/**
 * What a staff member may say about themselves.
 *
 * @param language en, es, fr or de: of what is sent to them
 * @param phone in E.164, if they gave one
 */
public record Profile(String firstName, String lastName, String language, @Nullable String phone) {}
