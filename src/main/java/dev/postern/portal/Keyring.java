package dev.postern.portal;

import dev.postern.access.AccessKey;
import dev.postern.access.Form;
import dev.postern.access.KeyState;
import dev.postern.people.Capability;
import dev.postern.people.Person;
import dev.postern.people.StaffMember;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's access keys as they hang before the reader, and what the reader may do with them.
 *
 * @param manages whether the reader may give, switch off and end them
 * @param reveals whether the reader may see a live one, after a reason unless it is their own
 * @param chooses whether the reader may give a PIN a chosen value
 * @param back the page that what is done here leads back to
 */
public record Keyring(
    Person owner,
    boolean own,
    List<AccessKey> keys,
    boolean manages,
    boolean reveals,
    boolean chooses,
    String back) {

  static Keyring of(Desk desk, Person owner, List<AccessKey> keys, String back) {
    return new Keyring(
        owner,
        own(desk, owner),
        keys,
        manages(desk, owner),
        reveals(desk, owner),
        chooses(desk, owner),
        back);
  }

  /** The one live or switched-off key of this form. */
  public Optional<AccessKey> lasting(Form form) {
    return lasting().stream().filter(key -> key.form() == form).findFirst();
  }

  /** Those that live or can come back, without those for a single entry. */
  public List<AccessKey> lasting() {
    return keys.stream().filter(key -> key.lasting() && !key.state().ended()).toList();
  }

  /** Whether anything would end if all access were stopped. */
  public boolean any() {
    return keys.stream().anyMatch(key -> !key.state().ended());
  }

  public boolean mayEdit(AccessKey key) {
    return chooses && key.lasting() && key.form() == Form.PIN && key.state() == KeyState.LIVE;
  }

  static boolean own(Desk desk, Person owner) {
    return owner.id().equals(desk.member().id());
  }

  /** Recipients' keys are the desk's daily work; those of staff and couriers a manager's. */
  static boolean manages(Desk desk, Person owner) {
    if (own(desk, owner)) return true;
    if (owner.kind() == Person.Kind.RECIPIENT) return desk.may(Capability.MANAGE_RECIPIENTS);
    return desk.may(Capability.MANAGE_ACCESS_KEYS) && desk.member().manages(owner);
  }

  static boolean reveals(Desk desk, Person owner) {
    if (own(desk, owner)) return true;
    return desk.may(Capability.REVEAL_PINS) && manages(desk, owner) && everywhere(desk, owner);
  }

  static boolean chooses(Desk desk, Person owner) {
    return desk.may(Capability.MANAGE_ACCESS_KEYS)
        && manages(desk, owner)
        && everywhere(desk, owner);
  }

  /** Who knows a value can enter with it: only who works at every property that it opens. */
  private static boolean everywhere(Desk desk, Person owner) {
    StaffMember member = desk.member();
    return own(desk, owner) || member.worksAtAll(owner.properties());
  }
}
