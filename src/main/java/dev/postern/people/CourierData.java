package dev.postern.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A courier as a form gives one: contact data as people wrote them, not yet checked. */
public record CourierData(
    String firstName,
    String lastName,
    String carrier,
    String email,
    String phone,
    String language,
    @Nullable LocalDate lastDay,
    List<CourierWindow> windows,
    Set<UUID> properties) {}
