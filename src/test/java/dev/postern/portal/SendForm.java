package dev.postern.portal;

import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form Send One-Time PIN in a test: what its page holds, with some fields filled in anew. */
final class SendForm {
  private static final Pattern HIDDEN =
      Pattern.compile(
          "<input type=\"hidden\"(?: id=\"room\")? name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final Visitor visitor;
  private final List<Map.Entry<String, String>> fields = new ArrayList<>();

  private SendForm(Visitor visitor) {
    this.visitor = visitor;
  }

  /** As the page offers it, all options left as they are. */
  static SendForm of(Visitor visitor, UUID recipient) {
    String page = visitor.get("/portal/one-time-pins/new?recipient=" + recipient).body();
    String form = page.substring(page.indexOf("action=\"/portal/one-time-pins\""));
    SendForm filled = new SendForm(visitor);
    Matcher hidden = HIDDEN.matcher(form);
    while (hidden.find()) filled.with(hidden.group(1), hidden.group(2));
    Matcher ticked =
        Pattern.compile("name=\"(via|expires)\" value=\"([^\"]+)\" checked").matcher(form);
    while (ticked.find()) filled.with(ticked.group(1), ticked.group(2));
    return filled;
  }

  SendForm with(String field, String value) {
    fields.add(Map.entry(field, value));
    return this;
  }

  SendForm without(String field) {
    fields.removeIf(entry -> entry.getKey().equals(field));
    return this;
  }

  SendForm expiring(String date, String time) {
    return without("expires").with("expires", "choose").with("date", date).with("time", time);
  }

  HttpResponse<String> send() {
    return visitor.postForm("/portal/one-time-pins", fields);
  }

  /** Where the answer leads: the story of what was sent. */
  static String story(HttpResponse<String> answer) {
    if (answer.statusCode() != 303) throw new AssertionError(answer.body());
    return answer.headers().firstValue("location").orElseThrow();
  }
}
