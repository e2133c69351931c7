package dev.postern.portal;

import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The form of a recipient in a test: what its page holds, with some fields filled in anew. */
final class RecipientFields {
  private static final Pattern INPUT = Pattern.compile("<input [^>]*>");
  private static final Pattern SELECTED = Pattern.compile("<option value=\"([^\"]*)\" selected>");

  private final Visitor visitor;
  private final String path;
  private final List<Map.Entry<String, String>> fields = new ArrayList<>();

  private RecipientFields(Visitor visitor, String path) {
    this.visitor = visitor;
    this.path = path;
  }

  static RecipientFields fresh(Visitor visitor) {
    return of(visitor, "/portal/recipients", visitor.get("/portal/recipients/new").body());
  }

  static RecipientFields of(Visitor visitor, UUID recipient) {
    String path = "/portal/recipients/" + recipient + "/edit";
    return of(visitor, path, visitor.get(path).body());
  }

  /** As that page has it, for instance one that came back. */
  static RecipientFields of(Visitor visitor, String path, String page) {
    RecipientFields filled = new RecipientFields(visitor, path);
    String form = page.substring(page.indexOf("recipient-form\""));
    form = form.substring(0, form.indexOf("</form>"));
    Matcher input = INPUT.matcher(form);
    while (input.find()) {
      String one = input.group();
      boolean off = one.contains("type=\"checkbox\"") && !one.contains(" checked");
      if (!off) filled.fields.add(Map.entry(attribute(one, "name"), attribute(one, "value")));
    }
    Matcher language = SELECTED.matcher(form);
    if (language.find()) filled.fields.add(Map.entry("language", language.group(1)));
    return filled;
  }

  RecipientFields with(String field, String value) {
    without(field);
    fields.add(Map.entry(field, value));
    return this;
  }

  RecipientFields without(String field) {
    fields.removeIf(entry -> entry.getKey().equals(field));
    return this;
  }

  HttpResponse<String> send() {
    return visitor.postForm(path, fields);
  }

  /** Sends it and takes for granted that it is accepted: the id of whom it is about. */
  UUID saved() {
    var answer = send();
    if (answer.statusCode() != 303) throw new AssertionError(answer.body());
    return UUID.fromString(
        answer.headers().firstValue("location").orElseThrow().replaceFirst(".*/", ""));
  }

  private static String attribute(String element, String name) {
    Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(element);
    return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : "";
  }
}
