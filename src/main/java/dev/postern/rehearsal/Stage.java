package dev.postern.rehearsal;

import dev.postern.door.Doors;
import dev.postern.door.SimulatedDoor;
import dev.postern.door.SimulatedDoors;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import org.springframework.stereotype.Component;

/** Where the rehearsal plays: its property, its kiosk and the door behind it. */
@Component
@OnlyInRehearsal
class Stage {
  private final Places places;
  private final Kiosks kiosks;
  private final Doors doors;
  private final SimulatedDoors simulatedDoors;

  Stage(Places places, Kiosks kiosks, Doors doors, SimulatedDoors simulatedDoors) {
    this.places = places;
    this.kiosks = kiosks;
    this.doors = doors;
    this.simulatedDoors = simulatedDoors;
  }

  Property property() {
    return places.properties().stream()
        .filter(property -> property.name().equals(RiverStreet.PROPERTY))
        .findFirst()
        .orElseThrow();
  }

  Kiosk kiosk() {
    return kiosks.ofProperty(property().id()).getFirst();
  }

  SimulatedDoor door() {
    return doors
        .doorOf(kiosk().room().id())
        .flatMap(door -> simulatedDoors.state(door.id()))
        .orElseThrow();
  }
}
