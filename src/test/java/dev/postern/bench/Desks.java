package dev.postern.bench;

import dev.postern.support.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Desks of one administrator, each with a session of its own, that send one-time PINs by form. */
final class Desks {
  private static final Pattern ROOM = Pattern.compile("name=\"room\" value=\"([^\"]*)\"");

  private final List<Visitor> desks = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private final String room;

  /**
   * @param recipient somebody whose form is looked at, and not sent
   */
  Desks(int port, int count, String email, String password, UUID property, UUID recipient) {
    String found = "";
    for (int n = 0; n < count; n++) {
      Visitor desk = new Visitor(port).signIn(email, password);
      desk.post("/portal/property", Map.of("property", property.toString()));
      HttpResponse<String> form = desk.get("/portal/one-time-pins/new?recipient=" + recipient);
      Matcher room = ROOM.matcher(form.body());
      if (form.statusCode() != 200 || !room.find()) {
        throw new IllegalStateException("the form answered " + form.statusCode());
      }
      found = room.group(1);
      desks.add(desk);
      tokens.add(desk.token());
    }
    room = found;
  }

  /** The form as the browser sends it when nothing but Send was touched. */
  byte[] request(int desk, UUID recipient) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("_csrf", tokens.get(desk));
    fields.put("token", UUID.randomUUID().toString());
    fields.put("recipient", recipient.toString());
    fields.put("room", room);
    fields.put("via", "EMAIL");
    fields.put("expires", "1440");
    fields.put("date", "");
    fields.put("time", "");
    fields.put("reason", "");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "text/html");
    headers.put("Cookie", joined(desks.get(desk).cookies(), "; ", false));
    return HttpLoad.request("POST", "/portal/one-time-pins", headers, joined(fields, "&", true));
  }

  private static String joined(Map<String, String> pairs, String between, boolean encode) {
    return String.join(
        between,
        pairs.entrySet().stream()
            .map(pair ->
                pair.getKey()
                    + "="
                    + (encode
                        ? URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8)
                        : pair.getValue()))
            .toList());
  }
}
