package id.lapor.operations;

import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows a check of the trail has to read, read by plain JDBC and put to no use. */
@Component
@Profile("bench")
class PlainReading {

  private static final int FETCH = 5_000;
  private static final List<String> TABLES =
      List.of("audit_place", "audit_leaf", "audit_key", "report_event", "people_look");

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  PlainReading(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
    this.jdbc.setFetchSize(FETCH);
    this.transaction = transaction;
  }

  /** As the server does by itself sooner or later, so that both have the same to plan with. */
  void analyze() {
    jdbc.execute("ANALYZE " + String.join(", ", TABLES));
  }

  /** How long it takes. */
  double seconds() {
    long start = System.nanoTime();
    transaction.executeWithoutResult(_ -> TABLES.forEach(this::read));
    return (System.nanoTime() - start) / 1e9;
  }

  private void read(String table) {
    jdbc.query(
        "SELECT * FROM " + table,
        row -> {
          int columns = row.getMetaData().getColumnCount();
          for (int i = 1; i <= columns; i++) {
            row.getObject(i);
          }
        });
  }
}
