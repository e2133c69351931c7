package dev.postern.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an act was done to.
 *
 * @param kind a word of the glossary in lower case: {@code recipient}, {@code kiosk}
 * @param name as people knew it at that moment
 */
public record Subject(String kind, @Nullable UUID id, String name) {}
