package dev.postern.portal;

import dev.postern.support.Findings;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks one question about known and unknown ones in random order, one at a time over one
 * connection, and compares the answers: what they say, and how long they and the answer after them
 * take. What a known one sets off may run during the next request, so an outsider could time that.
 */
final class Comparison {
  /** In milliseconds. */
  static final double ALIKE = 2;

  private static final int FEWEST = 500;

  private final Question question;
  private final List<Question.Kind> kinds;
  private final int requests;
  private final Findings findings;
  private final Random random = new Random();
  private final Map<String, Asked> asked = new TreeMap<>();
  private double widest;

  Comparison(Question question, int requests, Findings findings) {
    this.question = question;
    kinds = question.kinds();
    this.requests = requests;
    this.findings = findings;
  }

  /** What was measured of one kind. */
  private static final class Asked {
    final List<Double> times = new ArrayList<>();
    final List<Double> timesAfter = new ArrayList<>();
    final Set<String> answers = new TreeSet<>();
  }

  void run() throws Exception {
    ask(order(Math.min(1, 200.0 / requests)), false); // until the program is warm
    ask(order(1), true);
    findings.say("%s", question.name());
    Question.Kind unknown = kinds.getFirst();
    for (Question.Kind kind : kinds.subList(1, kinds.size())) compare(kind, unknown);
    findings.sum("%s %.2f ms", question.name(), widest);
  }

  private List<Question.Kind> order(double part) {
    List<Question.Kind> order = new ArrayList<>();
    for (Question.Kind kind : kinds) {
      int count = (int) Math.max(Math.min(FEWEST, requests), requests * kind.share());
      order.addAll(Collections.nCopies((int) Math.ceil(count * part), kind));
    }
    Collections.shuffle(order, random);
    return order;
  }

  private void ask(List<Question.Kind> order, boolean measured) throws Exception {
    Question.Kind before = null;
    int number = 0;
    for (Question.Kind kind : order) {
      question.makeReady();
      String about = kind.about().apply(number++);
      long start = System.nanoTime();
      HttpResponse<String> answer = question.ask(about);
      double took = (System.nanoTime() - start) / 1e6;
      if (!measured) continue;
      of(kind).times.add(took);
      of(kind).answers.add(read(answer, about));
      if (before != null) of(before).timesAfter.add(took);
      before = kind;
    }
  }

  private Asked of(Question.Kind kind) {
    return asked.computeIfAbsent(kind.name(), _ -> new Asked());
  }

  private void compare(Question.Kind kind, Question.Kind unknown) {
    Asked known = of(kind);
    Asked other = of(unknown);
    findings.promise(
        known.answers.size() == 1 && known.answers.equals(other.answers),
        "one answer for %s and %s, but: %s and %s",
        kind.name(),
        unknown.name(),
        known.answers,
        other.answers);
    compare(kind.name() + " / " + unknown.name(), known.times, other.times);
    compare("the answer after these", known.timesAfter, other.timesAfter);
  }

  private void compare(String what, List<Double> known, List<Double> unknown) {
    Medians.Difference medians = new Medians().difference(array(known), array(unknown));
    findings.say(
        "   %-34s n %,6d / %,6d  medians %7.2f / %7.2f ms  difference %+.2f ms, 99 %%: %+.2f to %+.2f",
        what,
        known.size(),
        unknown.size(),
        medians.of(),
        medians.and(),
        medians.between(),
        medians.low(),
        medians.high());
    findings.promise(medians.within(ALIKE), "within %.0f ms of each other", ALIKE);
    widest = Math.max(widest, Math.max(-medians.low(), medians.high()));
  }

  /**
   * Status, headers and body, without the date, random values and what was asked about; and without
   * what every hundredth answer of a connection says, that it is the last.
   */
  private static String read(HttpResponse<String> answer, String about) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeAll(Set.of("date", "connection"));
    headers.computeIfPresent(
        "set-cookie",
        (_, cookies) -> cookies.stream().map(it -> it.replaceFirst("=[^;]*", "=…")).toList());
    String body =
        answer
            .body()
            .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "name=\"_csrf\"")
            .replace(about, "…");
    return answer.statusCode() + " " + headers + " " + body;
  }

  private static double[] array(List<Double> times) {
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
