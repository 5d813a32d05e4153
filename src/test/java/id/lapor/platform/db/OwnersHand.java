package id.lapor.platform.db;

import java.lang.reflect.Field;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.util.ReflectionUtils;

/**
 * In tests as in life the application works under a role that changes nothing on record and reads
 * no identity. Tests themselves plant and bend rows: every {@code @Autowired} {@link JdbcTemplate}
 * and {@link JdbcClient} of a test class speaks as whoever owns the tables, see {@link OwnersLine}.
 * Those of the application are in the context as ever.
 */
public final class OwnersHand implements TestExecutionListener, Ordered {

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE; // once the fields are there
  }

  @Override
  public void prepareTestInstance(TestContext test) {
    ReflectionUtils.doWithFields(
        test.getTestClass(),
        field -> give(test, field),
        field -> field.isAnnotationPresent(Autowired.class));
  }

  private static void give(TestContext test, Field field) throws IllegalAccessException {
    if (field.getType() != JdbcTemplate.class && field.getType() != JdbcClient.class) {
      return;
    }
    DataSource application = test.getApplicationContext().getBean("dataSource", DataSource.class);
    JdbcTemplate owner = new JdbcTemplate(new OwnersLine(application));
    ReflectionUtils.makeAccessible(field);
    field.set(
        test.getTestInstance(),
        field.getType() == JdbcClient.class ? JdbcClient.create(owner) : owner);
  }
}
