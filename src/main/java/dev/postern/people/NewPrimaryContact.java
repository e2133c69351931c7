package dev.postern.people;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may pick up for somebody, as a form gives it; see {@link PrimaryContact}. */
public record NewPrimaryContact(
    UUID contactId,
    LocalDate firstDay,
    @Nullable LocalDate lastDay,
    String consentBy,
    LocalDate consentOn,
    String consentNote) {}
