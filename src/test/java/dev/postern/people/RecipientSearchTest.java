package dev.postern.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Actor;
import dev.postern.database.Uuid7;
import dev.postern.people.RecipientTable.NewRow;
import dev.postern.place.Organization;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.PosternTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whichever way a word is gone about, the same people are found in the same order. */
@PosternTest
class RecipientSearchTest {
  private static final int PEOPLE = 2_000;
  private static final int LIMIT = 9;
  private static final int PAGES = 3;

  /** All surnames and first names of some, also two at once, and what nobody has. */
  private static final List<String> QUERIES =
      List.of(
          "m",
          "z",
          "q",
          "ma",
          "zh",
          "wes",
          "smi",
          "zoe",
          "zhang",
          "maria smith",
          "wei zhang",
          "smith maria",
          "a z",
          "tower 3",
          "0",
          "@",
          "maria.smith",
          "qu",
          "s xanu",
          "qqx",
          "smith qqx",
          "m a z",
          "t o");

  @Autowired Places places;
  @Autowired RecipientTable table;
  @Autowired RecipientSearch usual;
  @Autowired JdbcClient sql;

  private Property property;
  private List<Recipient> people;

  @BeforeEach
  void manyLiveHere() {
    Organization organization =
        places
            .organization()
            .orElseGet(() -> places.found(Actor.SYSTEM, "River Street Homes", true));
    property =
        places.addProperty(
            Actor.SYSTEM,
            organization,
            "Tall",
            "1 Tall",
            ZoneId.of("America/New_York"),
            "US",
            "en");
    Instant now = Instant.now();
    NewNeighbours neighbours = new NewNeighbours(property.id());
    people = Stream.generate(() -> neighbours.next(Uuid7.at(now))).limit(PEOPLE).toList();
    table.add(
        people.stream().map(it -> new NewRow(it, organization.id(), null, null, now)).toList());
  }

  @Test
  void findsTheSameHoweverManyAWordIsFoundBy() {
    for (String query : QUERIES) {
      List<UUID> expected = bruteForce(query);
      assertThat(pages(usual, query)).as(query).isEqualTo(expected);
      for (RecipientSearch search :
          List.of(
              new RecipientSearch(sql, 0, 1, 1),
              new RecipientSearch(sql, 0, 1_234, 100),
              new RecipientSearch(sql, 40, 20 * PEOPLE, PEOPLE))) {
        assertThat(pages(search, query)).as(query).isEqualTo(expected);
      }
    }
  }

  private List<UUID> bruteForce(String query) {
    List<String> words = SearchWords.ofQuery(query);
    Comparator<Recipient> order =
        Comparator.comparing(
            it -> RecipientCheck.sortName(it).getBytes(StandardCharsets.UTF_8),
            Arrays::compareUnsigned);
    return people.stream()
        .filter(it -> words.stream().allMatch(word -> has(it, word)))
        .sorted(order.thenComparing(it -> it.id().toString()))
        .map(Recipient::id)
        .limit(PAGES * LIMIT)
        .toList();
  }

  private static boolean has(Recipient recipient, String beginning) {
    return RecipientCheck.words(recipient).stream().anyMatch(word -> word.startsWith(beginning));
  }

  private List<UUID> pages(RecipientSearch search, String query) {
    List<UUID> found = new ArrayList<>();
    Recipients.@Nullable Cursor after = null;
    for (int page = 0; page < PAGES; page++) {
      List<RecipientSearch.Row> rows =
          search.search(
              property.id(), SearchWords.ofQuery(query), RecipientFilter.ACTIVE, after, LIMIT);
      rows.forEach(row -> found.add(row.recipient().id()));
      if (rows.size() < LIMIT) break;
      after = rows.getLast().cursor();
    }
    return found;
  }
}
