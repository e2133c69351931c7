package dev.postern.people;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the program asks PostgreSQL when it searches recipients, to be asked again bare. */
public final class RecordedSearch {
  /** One statement as it was sent. */
  public record Statement(String sql, Map<Integer, Object> parameters) {
    public PreparedStatement prepare(Connection connection, String before) throws SQLException {
      PreparedStatement prepared = connection.prepareStatement(before + sql);
      for (var each : parameters.entrySet()) prepared.setObject(each.getKey(), each.getValue());
      return prepared;
    }
  }

  /** All statements of one search, the one that finds them last. */
  public static List<Statement> of(Connection connection, UUID property, String query, int size) {
    List<Statement> sent = new ArrayList<>();
    var source = new SingleConnectionDataSource(recording(connection, sent), true);
    var search = new RecipientSearch(JdbcClient.create(source));
    var _ =
        search.search(property, SearchWords.ofQuery(query), RecipientFilter.ACTIVE, null, size + 1);
    return sent;
  }

  private static Connection recording(Connection connection, List<Statement> sent) {
    return proxy(
        Connection.class,
        connection,
        (name, arguments, answer) -> {
          if (!name.equals("prepareStatement") || answer == null) return answer;
          Statement statement = new Statement((String) arguments[0], new TreeMap<>());
          sent.add(statement);
          return proxy(
              PreparedStatement.class,
              (PreparedStatement) answer,
              (set, values, nothing) -> {
                if (set.startsWith("set") && values.length > 1) {
                  statement.parameters.put((Integer) values[0], values[1]);
                }
                return nothing;
              });
        });
  }

  private interface Listener {
    @Nullable Object heard(String method, Object[] arguments, @Nullable Object answer);
  }

  private static <T> T proxy(Class<T> type, T of, Listener listener) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                Object answer = method.invoke(of, arguments);
                return listener.heard(
                    method.getName(), arguments == null ? new Object[0] : arguments, answer);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private RecordedSearch() {}
}
