package dev.postern.portal;

/**
 * The sign-in page.
 *
 * @param said the key of what it has to say, or empty
 * @param minutes how long to wait, if that is what it says
 */
public record SignInForm(String email, String back, String said, long minutes) {
  public boolean isError() {
    return said.equals("sign-in.refused")
        || said.equals("sign-in.pause")
        || said.equals("sign-in.passkey.refused");
  }
}
