package dev.postern.portal;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor that the next page begins after, or null on the last one
 */
public record Pages<T>(List<T> rows, @Nullable String next) {
  /**
   * @param found one more row than fits, if there are more
   */
  static <T> Pages<T> of(List<T> found, int size, Function<T, Object> cursor) {
    if (found.size() <= size) return new Pages<>(found, null);
    List<T> rows = List.copyOf(found.subList(0, size));
    return new Pages<>(rows, String.valueOf(cursor.apply(rows.getLast())));
  }
}
