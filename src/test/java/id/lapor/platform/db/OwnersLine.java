package id.lapor.platform.db;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * The application's own connections, in its own transactions, as whoever signed in: each statement
 * lays the application's role aside and takes it up again.
 */
final class OwnersLine extends AbstractDataSource {

  private static final String ABORTED = "25P02";

  private final DataSource application;

  OwnersLine(DataSource application) {
    this.application = application;
  }

  @Override
  public Connection getConnection() {
    Connection connection = DataSourceUtils.getConnection(application);
    return proxy(
        Connection.class,
        (method, args) -> {
          if (method.getName().equals("close")) {
            DataSourceUtils.releaseConnection(connection, application);
            return null;
          }
          @Nullable Object answer = call(connection, method, args);
          return answer instanceof Statement statement
              ? owners(method.getReturnType().asSubclass(Statement.class), connection, statement)
              : answer;
        });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLException("The owner signed in already");
  }

  private static <T extends Statement> T owners(
      Class<T> type, Connection connection, Statement statement) {
    return proxy(
        type,
        (method, args) -> {
          if (!method.getName().startsWith("execute")) {
            return call(statement, method, args);
          }
          role(connection, "RESET ROLE");
          try {
            return call(statement, method, args);
          } finally {
            back(connection);
          }
        });
  }

  /** A transaction that failed takes the role up by itself when it is rolled back. */
  private static void back(Connection connection) throws SQLException {
    try {
      role(connection, "SET ROLE " + DatabaseRoles.APPLICATION);
    } catch (SQLException e) {
      if (!ABORTED.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static void role(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Answer {
    @Nullable Object to(Method method, @Nullable Object @Nullable [] args) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            OwnersLine.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, args) -> answer.to(method, args)));
  }

  private static @Nullable Object call(Object on, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(on, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
