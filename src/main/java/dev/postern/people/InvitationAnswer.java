package dev.postern.people;

import java.util.Set;

/** What became of an invitation. */
public sealed interface InvitationAnswer {
  record Sent(Invitation invitation) implements InvitationAnswer {}

  record Refused(Set<InvitationFault> faults) implements InvitationAnswer {}
}
