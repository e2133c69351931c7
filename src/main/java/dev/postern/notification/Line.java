package dev.postern.notification;

/** Text that came from people or programs, made fit for one line of a header or a short message. */
final class Line {
  /**
   * {@code text} in one line of at most {@code longest} characters: no control characters, so that
   * nothing can begin a header of its own, and none that turn the reading direction.
   */
  static String of(String text, int longest) {
    String line =
        text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ")
            .replaceAll("[\\u202a-\\u202e\\u2066-\\u2069]", "")
            .replaceAll(" {2,}", " ")
            .strip();
    if (line.codePointCount(0, line.length()) <= longest) return line;
    return line.substring(0, line.offsetByCodePoints(0, longest - 1)).stripTrailing() + "…";
  }

  private Line() {}
}
