package dev.postern.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses and phone numbers as people write them, and as they are stored. */
public final class ContactData {
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

  /** The addresses of RFC 5321 that mail servers take: a dot-atom, and a domain with a dot. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[\\p{Alnum}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{Alnum}!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([\\p{Alnum}]([\\p{Alnum}-]{0,61}[\\p{Alnum}])?\\.)+[\\p{Alnum}][\\p{Alnum}-]{0,61}[\\p{Alnum}]");

  private static final int LONGEST_EMAIL = 254;

  /** The address with its domain in lower case, or empty if no mail can go there. */
  public static Optional<String> email(String written) {
    String text = written.strip();
    if (text.length() > LONGEST_EMAIL || !EMAIL.matcher(text).matches()) return Optional.empty();
    int at = text.lastIndexOf('@');
    return Optional.of(text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT));
  }

  /**
   * The number in E.164, or empty if it cannot be one.
   *
   * @param country how a number without a plus is read
   */
  public static Optional<String> phone(String written, String country) {
    try {
      var number = PHONES.parse(written, country);
      // Possible, not valid: numbers reserved for fiction and new area codes are numbers too.
      if (!PHONES.isPossibleNumber(number)) return Optional.empty();
      return Optional.of(PHONES.format(number, PhoneNumberFormat.E164));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** A number in E.164 as people read it: {@code +1 718-555-0150}. */
  public static String written(String e164) {
    try {
      return PHONES.format(PHONES.parse(e164, null), PhoneNumberFormat.INTERNATIONAL);
    } catch (NumberParseException e) {
      return e164;
    }
  }

  private ContactData() {}
}
