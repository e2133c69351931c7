package dev.postern.portal;

import dev.postern.people.ContactData;
import dev.postern.people.StaffFile;
import dev.postern.web.Words;
import org.jspecify.annotations.Nullable;

/**
 * A staff member as a list shows them.
 *
 * @param what their role
 * @param more how they sign in
 * @param state the key of a word on what is the matter with them, or empty
 */
public record StaffRow(String address, String name, String what, String more, String state) {
  static StaffRow of(StaffFile file, Words words) {
    return new StaffRow(
        StaffSearch.PATH + "/" + file.member().id(),
        file.member().name(),
        words.of("frame.role." + file.member().role().name()),
        file.member().email(),
        file.active() ? "" : "staff.deactivated");
  }

  /** A number in E.164 as people read it, or nothing. */
  static String phone(@Nullable String e164) {
    return e164 == null ? "" : ContactData.written(e164);
  }
}
