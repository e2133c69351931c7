package dev.postern.rehearsal;

import dev.postern.database.StartRefused;
import dev.postern.place.Organization;
import dev.postern.place.Places;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Rehearsed data never opens a real door and a real site is never played with: the start is refused
 * when the database and the way the program is started do not fit. Runs before anything listens.
 */
@Component
class SiteAtStart implements SmartInitializingSingleton {
  private final Places places;
  private final ObjectProvider<RiverStreet> riverStreet;

  SiteAtStart(Places places, ObjectProvider<RiverStreet> riverStreet) {
    this.places = places;
    this.riverStreet = riverStreet;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Optional<Organization> organization = places.organization();
    RiverStreet rehearsal = riverStreet.getIfAvailable();
    if (organization.isPresent()) {
      refuseIfItDoesNotFit(organization.get(), rehearsal != null);
    } else if (rehearsal != null) {
      rehearsal.build();
    }
  }

  static void refuseIfItDoesNotFit(Organization organization, boolean rehearsal) {
    if (organization.rehearsal() && !rehearsal) {
      throw new StartRefused(
          "This database holds the rehearsal of %s, and Postern was started for real."
              .formatted(organization.name()),
          "Name another folder with --postern.home, or another database with"
              + " --postern.database.url, for the real site; or start the rehearsal with"
              + " --postern.rehearsal=true.");
    }
    if (!organization.rehearsal() && rehearsal) {
      throw new StartRefused(
          "This database belongs to %s, a real site, and Postern was started as a rehearsal."
              .formatted(organization.name()),
          "Start the real site with --postern.rehearsal=false; or name another folder with"
              + " --postern.home to rehearse in.");
    }
  }
}
