package dev.postern.portal;

/** The pages of My Account, in the order of its menu. */
public enum MyAccountPart {
  PROFILE("/portal/my-account"),
  ACCESS_KEYS(MyAccessKeysPage.PATH),
  PASSWORD("/portal/my-account/password"),
  SECOND_FACTOR("/portal/my-account/second-factor"),
  SESSIONS("/portal/my-account/sessions");

  private final String address;

  MyAccountPart(String address) {
    this.address = address;
  }

  public String address() {
    return address;
  }

  /** The key of its name. */
  public String words() {
    return "my-account.part." + name();
  }
}
