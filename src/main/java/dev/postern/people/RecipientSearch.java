package dev.postern.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * SQL that finds recipients by the beginnings of words, in the order of lists. Each word of a query
 * is a range of a b-tree: from the word itself to the word with the greatest character behind it.
 *
 * <p>A word that few are found by is looked up, and the few put in order. One that many are found
 * by is mostly met among the words of the order's first people. If it is not, it is the surname of
 * many who stand together further down: then nobody behind the first of them has to be looked at.
 */
@Repository
class RecipientSearch {
  /** Of so few it is quicker to put all in order than to look at the first people of the order. */
  private static final int FEW = 10_000;

  /** So far it is worth while to know which of several such words is the rarest. */
  private static final int MANY = 100_000;

  /**
   * Among so many words of the order's first people, some 1,500 people, a word that many have is
   * met often enough: they stand together in an index, which is read in some 10 ms.
   */
  private static final int FIRST_WORDS = 20_000;

  /** Of those whose surname begins with a word, so many are looked at for the others. */
  private static final int FIRST_OF_SURNAME = 500;

  private final JdbcClient sql;
  private final int few;
  private final int firstWords;
  private final int firstOfSurname;

  @Autowired
  RecipientSearch(JdbcClient sql) {
    this(sql, FEW, FIRST_WORDS, FIRST_OF_SURNAME);
  }

  RecipientSearch(JdbcClient sql, int few, int firstWords, int firstOfSurname) {
    this.sql = sql;
    this.few = few;
    this.firstWords = firstWords;
    this.firstOfSurname = firstOfSurname;
  }

  record Row(Recipient recipient, Recipients.Cursor cursor) {}

  /** A word and how many are found by it, as far as they were counted. */
  private record Counted(String word, int people) {}

  /** What is asked for. */
  private record Query(
      UUID propertyId,
      List<String> words,
      RecipientFilter filter,
      Recipients.@Nullable Cursor after,
      int limit) {
    StatementSpec fill(StatementSpec statement) {
      StatementSpec filled = statement.param("property", propertyId).param("limit", limit);
      for (int i = 0; i < words.size(); i++) filled = filled.param("word" + i, words.get(i));
      return after == null
          ? filled
          : filled.param("afterName", after.sortName()).param("afterId", after.id());
    }

    /** The same with its words in this order. */
    Query in(List<Counted> order) {
      List<String> inOrder = order.stream().map(Counted::word).toList();
      return new Query(propertyId, inOrder, filter, after, limit);
    }

    String recipients() {
      return "property_id = :property and kind = 'RECIPIENT' and " + RecipientTable.where(filter);
    }

    String after(String id) {
      return after == null ? "" : " and (sort_name, %s) > (:afterName, :afterId)".formatted(id);
    }

    /** Whoever is found has the other words too, beside the first. */
    String hasTheOthers() {
      return IntStream.range(1, words.size())
          .mapToObj(Query::foundHas)
          .collect(Collectors.joining());
    }

    /**
     * Kept apart from the statement around it, in which PostgreSQL would else begin with what it
     * takes for rare.
     */
    private static String foundHas(int word) {
      return """
       and exists (select from person_word as other
        where other.scope_id = :property and other.sort_name = found.sort_name
          and other.person_id = found.person_id and %s offset 0)
      """
          .formatted(beginsWith(word));
    }

    /** Of all words of somebody, there is one for each of these. */
    String haveAll() {
      return IntStream.range(0, words.size())
          .mapToObj(i -> "bool_or(%s)".formatted(beginsWith(i)))
          .collect(Collectors.joining(" and "));
    }
  }

  List<Row> search(
      UUID propertyId,
      List<String> words,
      RecipientFilter filter,
      Recipients.@Nullable Cursor after,
      int limit) {
    Query query = new Query(propertyId, words, filter, after, limit);
    if (words.isEmpty()) return inOrder(query);
    planForTheseWords();
    List<Counted> counted = rarestFirst(query, few + 1);
    if (counted.getFirst().people() <= few) return lookUp(query.in(counted));
    List<Row> first = amongTheFirst(query);
    if (first.size() == limit) return first;
    return lookUp(words.size() == 1 ? query : query.in(rarestFirst(query, MANY)));
  }

  private List<Row> inOrder(Query query) {
    return rows(
        query,
        "select * from person where "
            + query.recipients()
            + query.after("id")
            + " order by sort_name, id limit :limit");
  }

  private List<Row> amongTheFirst(Query query) {
    return rows(
        query,
        """
        with found as (
          select sort_name, person_id from (select sort_name, person_id, word from person_word
            where scope_id = :property %s order by sort_name, person_id limit %d) words
          group by sort_name, person_id having %s order by sort_name, person_id)
        select person.* from found join person on person.id = person_id
        where %s order by found.sort_name, found.person_id limit :limit
        """
            .formatted(query.after("person_id"), firstWords, query.haveAll(), query.recipients()));
  }

  /**
   * Those found by the first word, in order, who have the others too. All whose surname begins with
   * it stand together: if these fill the page, nobody behind them comes into question.
   */
  private List<Row> lookUp(Query query) {
    return rows(
        query,
        """
        with surname as materialized (
          select sort_name from (select sort_name, id as person_id from person where %1$s %2$s
            and sort_name >= :word0 and sort_name < :word0 || chr(1114111)
            order by sort_name, id limit %3$d) found
          where true %4$s limit :limit),
        last as materialized (
          select case when count(*) = :limit then max(sort_name) end as sort_name from surname),
        found as materialized (
          select distinct sort_name, person_id from person_word
          where scope_id = :property and %5$s %6$s
            and sort_name <= coalesce((select sort_name from last), chr(1114111))
          order by sort_name, person_id)
        select person.* from found join person on person.id = person_id
        where %1$s %4$s order by found.sort_name, found.person_id limit :limit
        """
            .formatted(
                query.recipients(),
                query.after("id"),
                firstOfSurname,
                query.hasTheOthers(),
                beginsWith(0),
                query.after("person_id")));
  }

  private List<Row> rows(Query query, String statement) {
    return query
        .fill(sql.sql(statement))
        .query((row, n) ->
            new Row(
                RecipientTable.recipient(row, n),
                new Recipients.Cursor(row.getString("sort_name"), row.getObject("id", UUID.class))))
        .list();
  }

  /**
   * Until the caller's transaction ends. A plan for words in general takes a surname that one
   * person has for one that many have, and reads everybody.
   */
  private void planForTheseWords() {
    sql.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
        .query(String.class)
        .single();
  }

  /** The words, those first that the fewest are found by; beyond {@code most} nobody counts. */
  private List<Counted> rarestFirst(Query query, int most) {
    String counts =
        IntStream.range(0, query.words().size())
            .mapToObj(i ->
                "(select count(*) from (select from person_word where scope_id = :property and %s limit :most))"
                    .formatted(beginsWith(i)))
            .collect(Collectors.joining(", "));
    return query
        .fill(sql.sql("select " + counts))
        .param("most", most)
        .query((row, n) -> counted(query.words(), row))
        .single();
  }

  private static List<Counted> counted(List<String> words, ResultSet row) throws SQLException {
    List<Counted> counted = new ArrayList<>();
    for (int i = 0; i < words.size(); i++)
      counted.add(new Counted(words.get(i), row.getInt(i + 1)));
    counted.sort(Comparator.comparingInt(Counted::people));
    return counted;
  }

  private static String beginsWith(int word) {
    return "word >= :word%1$d and word < :word%1$d || chr(1114111)".formatted(word);
  }
}
