package dev.postern.notification.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.vault.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {
  /** The example of Twilio's own documentation. */
  private static final String URL = "https://example.com/myapp.php?foo=1&bar=2";

  private static final Map<String, String[]> FORM =
      Map.of(
          "CallSid", new String[] {"CA1234567890ABCDE"},
          "Caller", new String[] {"+14158675310"},
          "Digits", new String[] {"1234"},
          "From", new String[] {"+14158675310"},
          "To", new String[] {"+18005551212"});

  private final TwilioSignature signature = new TwilioSignature(new Secret("12345"));

  @Test
  void isTheOneOfTwiliosDocumentation() {
    assertThat(signature.of(URL, FORM)).isEqualTo("L/OH5YylLD5NRKLltdqwSvS0BnU=");
  }

  @Test
  void doesNotFitAnotherAddressFormOrToken() {
    String right = signature.of(URL, FORM);
    assertThat(signature.fits(right, URL, FORM)).isTrue();
    assertThat(signature.fits(right, URL + "&x=1", FORM)).isFalse();
    assertThat(signature.fits(right, URL, Map.of("To", new String[] {"+1"}))).isFalse();
    assertThat(new TwilioSignature(new Secret("54321")).fits(right, URL, FORM)).isFalse();
    assertThat(signature.fits("", URL, FORM)).isFalse();
  }
}
