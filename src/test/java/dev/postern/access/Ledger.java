package dev.postern.access;

import dev.postern.access.Doorstep.SentPin;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people were told, to be held against what the database knows. */
final class Ledger {
  final Tally tally = new Tally();

  private final Set<UUID> sent = ConcurrentHashMap.newKeySet();
  private final Map<UUID, SentPin> opened = new ConcurrentHashMap<>();
  private final AtomicInteger askedAgain = new AtomicInteger();
  private final AtomicInteger openedUnwritten = new AtomicInteger();

  void sent(SentPin pin) {
    sent.add(pin.grant());
  }

  void told(SentPin pin, UUID attempt, RoamingKiosk.Answer answer) {
    if (answer.opened()) opened.put(attempt, pin);
    tally.answered(answer.word());
  }

  /**
   * The same attempt was asked again. Whoever was told that the door is open when nothing could be
   * written any more is told later that nobody knows: it is what the database says then.
   */
  void toldAgain(RoamingKiosk.Answer first, RoamingKiosk.Answer again) {
    askedAgain.incrementAndGet();
    if (first.word().equals(again.word())) return;
    if (first.opened() && again.word().equals("200 unknown")) openedUnwritten.incrementAndGet();
    else tally.strange(first.word() + ", then " + again.word());
  }

  /** The attempts that were told that the door is open until now. */
  Set<UUID> opened() {
    return Set.copyOf(opened.keySet());
  }

  int askedAgain() {
    return askedAgain.get();
  }

  int openedUnwritten() {
    return openedUnwritten.get();
  }

  /** How many of these attempts did not use their PIN up, as the database has it. */
  int lost(JdbcClient sql, Set<UUID> attempts) {
    Map<UUID, GrantedEntry> written =
        GrantedEntry.all(sql).stream()
            .collect(Collectors.toMap(GrantedEntry::attempt, Function.identity()));
    return (int) attempts.stream().filter(attempt -> !isIn(written.get(attempt), attempt)).count();
  }

  private boolean isIn(@Nullable GrantedEntry entry, UUID attempt) {
    SentPin pin = opened.get(attempt);
    if (entry == null || pin == null) return false;
    boolean settled = "OPENED".equals(entry.opening()) || "UNKNOWN".equals(entry.opening());
    return settled && entry.redeems() && entry.grant().equals(pin.grant());
  }

  /** How many PINs whose sending was acknowledged are not there. */
  int lostPins(JdbcClient sql) {
    Set<UUID> there = Set.copyOf(sql.sql("select id from access_grant").query(UUID.class).list());
    return (int) sent.stream().filter(grant -> !there.contains(grant)).count();
  }

  /** How many PINs let in more than one. */
  static int twice(JdbcClient sql) {
    return (int)
        GrantedEntry.all(sql).stream()
            .filter(GrantedEntry::spent)
            .collect(Collectors.groupingBy(GrantedEntry::grant, Collectors.counting()))
            .values()
            .stream()
            .filter(entries -> entries > 1)
            .count();
  }
}
