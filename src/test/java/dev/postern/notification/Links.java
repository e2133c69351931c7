package dev.postern.notification;

import dev.postern.vault.Secret;
import java.time.Instant;
import java.time.ZoneId;

/** A link that Tom Reed of River Street sends. */
final class Links {
  static final String ADDRESS = "https://postern.example.com/portal/invitation#token42";

  static LinkText text(LinkText.Kind kind, String personName) {
    return new LinkText(
        kind,
        personName,
        "River Street",
        "Tom Reed",
        new Secret(ADDRESS),
        Instant.parse("2026-11-30T20:05:30Z"),
        ZoneId.of("America/New_York"));
  }

  private Links() {}
}
