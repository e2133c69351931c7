package dev.postern.people;

/** Why somebody can't be invited. */
public enum InvitationFault {
  /** No mail can go there. */
  NO_ADDRESS,
  /** The address signs in already, or did: somebody deactivated comes back another way. */
  ON_THE_STAFF,
  /** A role that the inviter may not give. */
  ROLE,
  /** No property, or one where the inviter does not work. */
  PROPERTIES,
  /** This site sends no e-mail. */
  NO_EMAIL
}
