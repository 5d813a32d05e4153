package id.lapor.platform.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Writes down the SQL a thread sends, for tests that count it: import this class and {@link
 * #during}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class Statements implements BeanPostProcessor {

  private static final ThreadLocal<List<String>> SENT = ThreadLocal.withInitial(ArrayList::new);

  /** Something that asks the database. */
  public interface Asking {
    void run() throws Exception;
  }

  /** What was sent, in order; looking for a newer organisation tree is left out. */
  public static List<String> during(Asking asking) throws Exception {
    SENT.get().clear();
    asking.run();
    return SENT.get().stream().filter(sql -> !sql.contains("agency_version")).toList();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? new Counted(source) : bean;
  }

  private static final class Counted extends DelegatingDataSource {

    Counted(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      InvocationHandler handler =
          (_, method, args) -> {
            if (method.getName().startsWith("prepare") && args != null) {
              SENT.get().add(String.valueOf(args[0]).replaceAll("\\s+", " "));
            }
            try {
              return method.invoke(connection, args);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          };
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }
  }
}
