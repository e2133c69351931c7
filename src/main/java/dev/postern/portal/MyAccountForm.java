package dev.postern.portal;

import dev.postern.people.Profile;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/** The profile as it is filled in, and the new address: texts as they were typed. */
public record MyAccountForm(
    String firstName, String lastName, String language, String phone, String email) {
  static MyAccountForm of(Profile profile) {
    return new MyAccountForm(
        profile.firstName(),
        profile.lastName(),
        profile.language(),
        Objects.requireNonNullElse(profile.phone(), ""),
        "");
  }

  static MyAccountForm posted(MultiValueMap<String, String> fields) {
    return new MyAccountForm(
        OneTimePinForm.field(fields, "firstName"),
        OneTimePinForm.field(fields, "lastName"),
        OneTimePinForm.field(fields, "language"),
        OneTimePinForm.field(fields, "phone"),
        "");
  }

  MyAccountForm withEmail(String typed) {
    return new MyAccountForm(firstName, lastName, language, phone, typed);
  }

  Profile profile() {
    return new Profile(firstName, lastName, language, phone);
  }
}
