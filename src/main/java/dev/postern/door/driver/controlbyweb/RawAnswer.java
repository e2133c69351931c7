package dev.postern.door.driver.controlbyweb;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer to a GET, with or without HTTP around it: "The XML reply does not contain headers"
 * (WebRelay and WebRelay-Quad, users' manuals, "Message Acknowledgment"). What has no status line
 * counts as 200.
 *
 * @param body begins with the document; empty if the status is another than 200
 */
record RawAnswer(int status, String body) {
  private static final int OK = 200;
  private static final String HTTP = "HTTP/";
  private static final Pattern STATUS =
      Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: [^\\r\\n]*+)?\\r?\\n");
  private static final Pattern END_OF_HEADERS = Pattern.compile("\\r?\\n\\r?\\n");
  private static final Pattern DOCUMENT =
      Pattern.compile(".*?</datavalues>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /**
   * The answer as soon as it is whole: what follows the first document, such as a second one, is
   * nobody's. Empty as long as more must come.
   *
   * @param text all that came
   * @param ended whether nothing more will come
   */
  static Optional<RawAnswer> in(String text, boolean ended) {
    if (HTTP.startsWith(text)) return Optional.empty();
    if (!text.startsWith(HTTP)) return body(text, ended);
    Matcher end = END_OF_HEADERS.matcher(text);
    if (!end.find()) return Optional.empty();
    Matcher status = STATUS.matcher(text);
    // A status line that is none answers nothing: 0 is no status.
    int number = status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
    return number == OK
        ? body(text.substring(end.end()), ended)
        : Optional.of(new RawAnswer(number, ""));
  }

  private static Optional<RawAnswer> body(String text, boolean ended) {
    Matcher document = DOCUMENT.matcher(text);
    if (document.lookingAt()) return Optional.of(new RawAnswer(OK, document.group()));
    // The beginning of a document is a line that broke; anything else is an answer, but none of
    // ours.
    boolean begun = text.isBlank() || text.contains("<datavalues");
    return ended && !begun ? Optional.of(new RawAnswer(OK, text)) : Optional.empty();
  }
}
