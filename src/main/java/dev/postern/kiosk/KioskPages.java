package dev.postern.kiosk;

import dev.postern.place.Kiosk;
import dev.postern.place.Places;
import dev.postern.place.Property;
import org.springframework.stereotype.Component;

/** Makes the kiosk's page out of what staff set up. */
@Component
class KioskPages {
  private final Places places;
  private final KioskTexts texts;
  private final KioskSettings settings;

  KioskPages(Places places, KioskTexts texts, KioskSettings settings) {
    this.places = places;
    this.texts = texts;
    this.settings = settings;
  }

  KioskPage of(Kiosk kiosk) {
    Property property = places.property(kiosk.room().propertyId());
    return new KioskPage(
        property.name(),
        kiosk.room().name(),
        property.language(),
        property.country(),
        property.zone().getId(),
        Property.SHORTEST_PIN,
        Property.LONGEST_PIN,
        property.requestPinOn(),
        property.requestPinLife().toMinutes(),
        settings.camera(),
        texts.json(),
        texts.in(property.language()));
  }
}
