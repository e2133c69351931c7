package dev.postern.database;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Columns of rows that go to the database as one statement's arrays, to be {@code unnest}ed. */
@SuppressWarnings("NullAway") // an element may be null, which Spring's signature does not say
public final class SqlArrays {
  public static <T> SqlArrayValue uuids(List<T> rows, Function<T, @Nullable UUID> column) {
    return array("uuid", rows, column);
  }

  public static SqlArrayValue uuids(List<UUID> ids) {
    return uuids(ids, id -> id);
  }

  public static <T> SqlArrayValue texts(List<T> rows, Function<T, @Nullable String> column) {
    return array("text", rows, column);
  }

  public static <T> SqlArrayValue bytes(List<T> rows, Function<T, byte @Nullable []> column) {
    byte[][] values = new byte[rows.size()][];
    for (int n = 0; n < values.length; n++) values[n] = column.apply(rows.get(n));
    return new SqlArrayValue("bytea", (Object[]) values); // the driver knows them by their type
  }

  public static <T> SqlArrayValue doubles(List<T> rows, Function<T, @Nullable Double> column) {
    return array("float8", rows, column);
  }

  public static <T> SqlArrayValue longs(List<T> rows, Function<T, @Nullable Long> column) {
    return array("int8", rows, column);
  }

  public static <T> SqlArrayValue booleans(List<T> rows, Function<T, Boolean> column) {
    return array("bool", rows, column);
  }

  /** As timestamptz. */
  public static <T> SqlArrayValue instants(List<T> rows, Function<T, Instant> column) {
    return array("timestamptz", rows, row -> column.apply(row).toString());
  }

  private static <T> SqlArrayValue array(String type, List<T> rows, Function<T, ?> column) {
    Object[] values = new Object[rows.size()];
    for (int n = 0; n < values.length; n++) values[n] = column.apply(rows.get(n));
    return new SqlArrayValue(type, values);
  }

  private SqlArrays() {}
}
