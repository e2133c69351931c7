package dev.postern.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who brings parcels: a driver, or a carrier whose drivers share one account.
 *
 * @param phone in E.164
 * @param lastDay the last day on which their keys open, in the property's zone; null for no end
 * @param windows when their keys open; none means at any hour
 * @param properties whose doors their keys open
 * @param version counts the changes: an edit names the one it began from
 */
public record Courier(
    UUID id,
    UUID organizationId,
    String firstName,
    String lastName,
    String carrier,
    @Nullable String email,
    @Nullable String phone,
    String language,
    @Nullable LocalDate lastDay,
    List<CourierWindow> windows,
    Set<UUID> properties,
    @Nullable Instant deactivatedAt,
    int version) {

  public String name() {
    return (firstName + " " + lastName).strip();
  }

  public boolean active() {
    return deactivatedAt == null;
  }
}
