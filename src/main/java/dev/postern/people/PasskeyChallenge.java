package dev.postern.people;

import java.util.List;

/**
 * What a browser needs to make a passkey or to show one, in base 64 for URLs where it is bytes.
 *
 * @param challenge 256 random bits that the answer must hold; whoever asked keeps them, for one
 *     answer within {@link Passkeys#CHALLENGE_LIFE}
 * @param known the person's passkeys: not to be made twice, or those to choose from; empty when
 *     nobody says yet who they are
 */
public record PasskeyChallenge(String challenge, String site, List<Known> known) {
  public record Known(String id, List<String> transports) {}
}
