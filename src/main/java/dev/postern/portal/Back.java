package dev.postern.portal;

/** Where a small form leads back to: a page of ours, never another site. */
final class Back {
  static String to(String asked) {
    boolean ours =
        asked.equals("/portal")
            || asked.startsWith("/portal/")
            || asked.startsWith("/portal?")
            || asked.startsWith("/setup")
            || asked.startsWith("/recipient-email");
    boolean plain =
        asked.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '{' && c != '}');
    return ours && plain ? asked : "/portal";
  }

  private Back() {}
}
