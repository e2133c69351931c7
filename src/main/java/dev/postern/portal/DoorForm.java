package dev.postern.portal;

import dev.postern.door.Door;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorFault.Reason;
import dev.postern.door.DoorField;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form for a door: which fields its driver asks for and what stands in them. A password is
 * never shown again.
 */
public record DoorForm(
    String driver, List<DoorField> fields, String name, Map<String, String> values) {

  static DoorForm empty(DoorDriver driver, String name) {
    Map<String, String> usual = new HashMap<>();
    driver.fields().forEach(field -> usual.put(field.name(), field.usual()));
    return new DoorForm(driver.name(), driver.fields(), name, usual);
  }

  static DoorForm of(DoorDriver driver, Door door) {
    return new DoorForm(driver.name(), driver.fields(), door.name(), door.settings().values());
  }

  static DoorForm typed(DoorDriver driver, Map<String, String> parameters) {
    Map<String, String> values = new HashMap<>();
    for (DoorField field : driver.fields()) {
      boolean secret = field.kind() == DoorField.Kind.SECRET;
      if (!secret) values.put(field.name(), parameters.getOrDefault(field.name(), ""));
    }
    return new DoorForm(
        driver.name(), driver.fields(), parameters.getOrDefault("name", ""), values);
  }

  static Secret password(Map<String, String> parameters) {
    return new Secret(parameters.getOrDefault(DoorField.PASSWORD, ""));
  }

  /** What is missing is named: the list above the form would else say the same of each. */
  FormErrors errors(List<DoorFault> faults, Words words) {
    FormErrors errors = new FormErrors();
    for (DoorFault fault : faults) {
      String sentence = words.of("door.fault." + fault.reason(), fault.least(), fault.most());
      String label =
          fields.stream()
              .filter(it -> it.name().equals(fault.field()))
              .map(it -> words.of(it.key(driver)) + ": ")
              .findFirst()
              .orElse("");
      errors.add(fault.field(), fault.reason() == Reason.MISSING ? label + sentence : sentence);
    }
    return errors;
  }

  public String value(DoorField field) {
    return values.getOrDefault(field.name(), "");
  }
}
