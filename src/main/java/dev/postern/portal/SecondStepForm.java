package dev.postern.portal;

/**
 * The page between the password and the portal.
 *
 * @param said the key of what it has to say, or empty
 * @param minutes how long to wait, if that is what it says
 * @param app whether the code of an authenticator app is one of the ways; a recovery code always is
 * @param passkey whether a passkey is
 */
public record SecondStepForm(
    String back, String said, long minutes, boolean app, boolean passkey) {}
