package dev.postern.door;

import dev.postern.door.DoorFault.Reason;
import dev.postern.vault.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filled in form for a door, read by its driver's fields. */
record DoorForm(DoorSettings settings, List<DoorFault> faults) {
  private static final int LONGEST_NAME = 200;

  static DoorForm read(
      @Nullable DoorDriver driver,
      String name,
      Map<String, String> typed,
      @Nullable Secret password,
      AllowedHosts hosts) {
    List<DoorFault> faults = new ArrayList<>();
    if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
      faults.add(new DoorFault("name", Reason.NAME));
    }
    if (driver == null) {
      faults.add(new DoorFault("driver", Reason.UNKNOWN_DRIVER));
      return new DoorForm(DoorSettings.NONE, faults);
    }
    Map<String, String> values = new HashMap<>();
    for (DoorField field : driver.fields()) {
      boolean secret = field.kind() == DoorField.Kind.SECRET;
      String value = secret ? revealed(password) : field.stored(typed.get(field.name()));
      DoorFault fault = field.fault(value, hosts);
      if (fault != null) faults.add(fault);
      else if (!secret && !value.isEmpty()) values.put(field.name(), value);
    }
    DoorSettings settings = new DoorSettings(values);
    if (faults.isEmpty()) faults.addAll(driver.faults(settings));
    return new DoorForm(settings, faults);
  }

  private static String revealed(@Nullable Secret password) {
    return password == null ? "" : password.reveal();
  }
}
