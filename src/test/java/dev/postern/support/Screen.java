package dev.postern.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** A screen at the door as the program sees it: what it sends, with its cookie and its header. */
public final class Screen {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String address;
  private final String cookie;
  private final boolean header;

  private Screen(String address, String cookie, boolean header) {
    this.address = address;
    this.cookie = cookie;
    this.header = header;
  }

  /** A browser that is no kiosk yet. */
  public static Screen unpaired(int port) {
    return new Screen("http://localhost:" + port, "", true);
  }

  /** A browser that sent a pairing code that was right. */
  public static Screen paired(int port, String code) throws Exception {
    Screen unpaired = unpaired(port);
    HttpResponse<String> answer = unpaired.pair(code);
    if (answer.statusCode() != 204) throw new AssertionError("not paired: " + answer.statusCode());
    return unpaired.with(answer);
  }

  /** The same browser with the cookie that an answer gave it. */
  public Screen with(HttpResponse<String> answer) {
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return new Screen(address, set.substring(0, set.indexOf(';')), true);
  }

  /** What another site's page could make the same browser send. */
  public Screen withoutHeader() {
    return new Screen(address, cookie, false);
  }

  /** {@code name=value}. */
  public String cookie() {
    return cookie;
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  public HttpResponse<String> pair(String code) throws Exception {
    return json("/kiosk/pairing", "{\"code\":\"" + code + "\"}");
  }

  public HttpResponse<String> enter(UUID attempt, String shown) throws Exception {
    return json("/kiosk/entries", "{\"attempt\":\"" + attempt + "\",\"shown\":\"" + shown + "\"}");
  }

  /** A card held to the reader. */
  public HttpResponse<String> hold(UUID attempt, String card) throws Exception {
    return json(
        "/kiosk/entries",
        "{\"attempt\":\"%s\",\"shown\":\"%s\",\"reader\":true}".formatted(attempt, card));
  }

  /** A PIN with the unit that was asked for. */
  public HttpResponse<String> enter(UUID attempt, String shown, String unit) throws Exception {
    return json(
        "/kiosk/entries",
        "{\"attempt\":\"%s\",\"shown\":\"%s\",\"unit\":\"%s\"}".formatted(attempt, shown, unit));
  }

  public HttpResponse<String> json(String path, String body) throws Exception {
    return post(path, "application/json", BodyPublishers.ofString(body));
  }

  public HttpResponse<String> post(String path, String type, BodyPublisher body) throws Exception {
    return send(request(path).header("Content-Type", type).POST(body));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(address + path));
    if (!cookie.isEmpty()) request.header("Cookie", cookie);
    if (header) request.header("X-Kiosk", "1");
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
