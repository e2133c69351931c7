package dev.postern.access;

import dev.postern.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * Which access keys a list shows.
 *
 * @param owner words that the owner's name, unit, e-mail or phone begin with; empty for everybody
 * @param form null for every form
 * @param ownerKind null for everybody
 */
public record AccessKeyFilter(
    String owner, @Nullable Form form, Person.@Nullable Kind ownerKind, Show show) {

  public enum Show {
    LIVE,
    DEACTIVATED,
    ENDED,
    ALL
  }

  public static final AccessKeyFilter LIVE = new AccessKeyFilter("", null, null, Show.LIVE);
}
