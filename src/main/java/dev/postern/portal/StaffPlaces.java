package dev.postern.portal;

import dev.postern.people.StaffMember;
import dev.postern.place.Places;
import dev.postern.place.Property;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Where somebody belongs, as far as the reader may know: at the properties where both work.
 *
 * @param others whether there are more that the reader does not see
 */
public record StaffPlaces(List<Property> shared, boolean others) {
  static StaffPlaces of(Desk desk, Places places, Set<UUID> properties) {
    return new StaffPlaces(
        offered(desk.member(), places).stream()
            .filter(property -> properties.contains(property.id()))
            .toList(),
        !desk.member().worksAtAll(properties));
  }

  /** The properties that the reader may give and take. */
  static List<Property> offered(StaffMember reader, Places places) {
    return places.properties().stream().filter(one -> reader.worksAt(one.id())).toList();
  }
}
