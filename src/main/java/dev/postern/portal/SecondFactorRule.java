package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.SecondFactors;
import dev.postern.place.Property;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who must have a second factor: whoever manages at a property that asks for one. Until they have
 * it, only their account works.
 */
@Component
class SecondFactorRule {
  private final SecondFactors secondFactors;
  private final Desks desks;

  SecondFactorRule(SecondFactors secondFactors, Desks desks) {
    this.secondFactors = secondFactors;
    this.desks = desks;
  }

  /** The property that asks this person for a second factor they do not have. */
  Optional<Property> lacking(Desk desk) {
    return desks.properties(desk.member()).stream()
        .filter(Property::secondFactorRequired)
        .filter(property -> desk.member().may(Capability.MANAGE_PROPERTY, property.id()))
        .findFirst()
        .filter(property -> !secondFactors.any(desk.member().id()));
  }

  /** Where they may go all the same. */
  static boolean spares(String path) {
    boolean account = path.equals(MyAccountPage.PATH) || path.startsWith(MyAccountPage.PATH + "/");
    return path.startsWith(Confirmation.PATH)
        || (account && !path.startsWith(MyAccountPage.PATH + "/access-keys"));
  }
}
