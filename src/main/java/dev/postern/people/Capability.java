package dev.postern.people;

/** One thing that a staff member may or may not do at a property they are assigned to. */
public enum Capability {
  SEE_RECIPIENTS,
  /** Add, change and deactivate recipients. */
  MANAGE_RECIPIENTS,
  SEND_ONE_TIME_PINS,
  /** See a live PIN of someone else, after a reason and their own password. */
  REVEAL_PINS,
  SEE_ENTRIES,
  /** Let PINs alone be taken again at a room where guesses have used them up. */
  REARM_GUARD,
  /** Open a room's door from the portal, with a reason. */
  OPEN_DOORS,
  SEE_AUDIT_LOG,
  MANAGE_KIOSKS,
  /** Staff members, couriers and invitations; managers and administrators need more. */
  MANAGE_STAFF,
  /** Give managers and administrators their rights, and take them. */
  MANAGE_MANAGERS,
  /** Everybody's access keys: give, switch off and end them, choose a PIN's value. */
  MANAGE_ACCESS_KEYS,
  /** The settings of a property and its rooms. */
  MANAGE_PROPERTY,
  /** Add properties to the organization. */
  MANAGE_ORGANIZATION
}
