package dev.postern.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One visit to a page in a tab of its own.
 *
 * @param bytes over the wire, headers of the answers included
 * @param requests that left the browser
 * @param usable milliseconds until everything on it could be used: its scripts had run
 * @param largest milliseconds until the largest thing on it was painted
 * @param shift how far things moved by themselves, as Chromium adds it up
 * @param fits whether nothing makes it scroll sideways
 */
record PageVisit(
    int bytes, int requests, double usable, double largest, double shift, boolean fits) {
  private static final int HEIGHT = 900;

  /** What a page still does of itself happens within this time. */
  private static final double SETTLED_MILLIS = 1_000;

  private static final String FIGURES =
      """
      () => new Promise(resolve => {
        let shift = 0, largest = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))
          .observe({ type: "layout-shift", buffered: true });
        new PerformanceObserver(list => largest = list.getEntries().at(-1).startTime)
          .observe({ type: "largest-contentful-paint", buffered: true });
        const usable = performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
        const page = document.documentElement;
        setTimeout(() => resolve([usable, largest, shift, page.scrollWidth - page.clientWidth]), 100);
      })
      """;

  static PageVisit withNothingKept(BrowserContext context, String address, int width) {
    try (Page page = context.newPage()) {
      context.newCDPSession(page).send("Network.clearBrowserCache");
    }
    return of(context, address, width);
  }

  static PageVisit of(BrowserContext context, String address, int width) {
    try (Page page = context.newPage()) {
      AtomicInteger bytes = new AtomicInteger();
      AtomicInteger requests = new AtomicInteger();
      count(context.newCDPSession(page), bytes, requests);
      page.setViewportSize(width, HEIGHT);
      page.navigate(address);
      page.waitForTimeout(SETTLED_MILLIS);
      @SuppressWarnings("unchecked")
      var figures = (List<Number>) page.evaluate(FIGURES);
      return new PageVisit(
          bytes.get(),
          requests.get(),
          figures.get(0).doubleValue(),
          figures.get(1).doubleValue(),
          figures.get(2).doubleValue(),
          figures.get(3).doubleValue() <= 0);
    }
  }

  /** What came out of a cache left no request. */
  private static void count(CDPSession session, AtomicInteger bytes, AtomicInteger requests) {
    Set<String> kept = ConcurrentHashMap.newKeySet();
    session.on("Network.requestServedFromCache", event -> kept.add(id(event)));
    session.on(
        "Network.responseReceived",
        event -> {
          JsonObject response = event.getAsJsonObject("response");
          if (response.get("fromDiskCache").getAsBoolean()) kept.add(id(event));
        });
    session.on(
        "Network.loadingFinished",
        event -> {
          if (kept.contains(id(event))) return;
          requests.incrementAndGet();
          bytes.addAndGet((int) event.get("encodedDataLength").getAsDouble());
        });
    session.send("Network.enable");
  }

  private static String id(JsonObject event) {
    return event.get("requestId").getAsString();
  }
}
