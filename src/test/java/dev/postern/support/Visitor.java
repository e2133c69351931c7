package dev.postern.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser without a screen: keeps cookies, sends a form's token back, and follows no redirect by
 * itself.
 */
public final class Visitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final String site;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String token = "";

  public Visitor(int port) {
    this.site = "http://127.0.0.1:" + port;
  }

  /** Signed in through the sign-in page. */
  public Visitor signIn(String email, String password) {
    get("/portal/sign-in");
    post("/portal/sign-in", Map.of("email", email, "password", password));
    get("/portal"); // the session's token is a new one now
    return this;
  }

  /** Gets a page; its form token is kept for the next post. */
  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  /** Sends a form with the token of the last page. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    List<Map.Entry<String, String>> all = new ArrayList<>(fields.entrySet());
    all.add(Map.entry("_csrf", token));
    return postForm(path, all);
  }

  /** Sends exactly these fields, in this order and as often as they are given. */
  public HttpResponse<String> postForm(String path, List<Map.Entry<String, String>> fields) {
    String form =
        String.join(
            "&",
            fields.stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .toList());
    return send(
        request(path, "Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  /** The token of the last page that had one. */
  public String token() {
    return token;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : site + path))
            .header("Accept", "text/html,application/xhtml+xml");
    if (headers.length > 0) request.headers(headers);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          String.join(
              "; ",
              cookies.entrySet().stream()
                  .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                  .toList()));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      answer.headers().allValues("set-cookie").forEach(this::keep);
      Matcher found = TOKEN.matcher(answer.body());
      if (found.find()) token = found.group(1);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String header) {
    String pair = header.substring(0, (header + ";").indexOf(';'));
    String name = pair.substring(0, pair.indexOf('='));
    String value = pair.substring(pair.indexOf('=') + 1);
    if (value.isEmpty() || header.contains("Max-Age=0")) cookies.remove(name);
    else cookies.put(name, value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
