package id.lapor.report;

import id.lapor.people.ReporterId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Binds the secrets of before there was a key to them, once, all or none. Where one is bound
 * already a bare hash is nothing of the house's: it stays, opens nothing, and the check names it.
 */
@Component
class SecretCare implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(SecretCare.class);
  static final int AT_ONCE = 1_000;

  private final JdbcTemplate jdbc;
  private final Bound bound;
  private final TransactionTemplate transaction;

  SecretCare(JdbcTemplate jdbc, Bound bound, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.bound = bound;
    this.transaction = transaction;
  }

  private record Row(Bound.To to, byte[] hash, byte @Nullable [] former) {}

  @Override
  public void afterSingletonsInstantiated() {
    if (!any("=")) {
      return;
    }
    transaction.executeWithoutResult(_ -> {
      jdbc.execute("LOCK TABLE report_case IN SHARE ROW EXCLUSIVE MODE");
      if (!any("=")) {
        return; // another server did it meanwhile
      }
      if (any("<>")) {
        log.warn("A report has a secret that is not bound to it; ./lapor verify names it");
        return;
      }
      int all = 0;
      List<Row> rows = bare(0);
      while (!rows.isEmpty()) {
        bind(rows);
        all += rows.size();
        rows = bare(rows.getLast().to().report().value());
      }
      log.info("Bound {} secrets to their reports", all);
    });
  }

  /** Uses report_case_bare_secret for those of before. */
  private boolean any(String compared) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "SELECT EXISTS (SELECT FROM report_case WHERE octet_length(secret_hash) %s %d)"
                .formatted(compared, Bound.BARE),
            Boolean.class));
  }

  private List<Row> bare(long after) {
    return jdbc.query(
        """
        SELECT id, reference, reporter_id, secret_hash, former_secret_hash
        FROM report_case
        WHERE octet_length(secret_hash) = %d AND id > ?
        ORDER BY id
        LIMIT %d
        """
            .formatted(Bound.BARE, AT_ONCE),
        (row, _) -> {
          @Nullable Long reporter = row.getObject("reporter_id", Long.class);
          return new Row(
              new Bound.To(
                  new ReportId(row.getLong("id")),
                  new Reference(row.getString("reference")),
                  reporter == null ? null : new ReporterId(reporter)),
              row.getBytes("secret_hash"),
              row.getBytes("former_secret_hash"));
        },
        after);
  }

  private void bind(List<Row> rows) {
    jdbc.batchUpdate(
        "UPDATE report_case SET secret_hash = ?, former_secret_hash = ? WHERE id = ?",
        rows,
        AT_ONCE,
        (set, row) -> {
          set.setBytes(1, bound.hash(row.to(), row.hash()));
          set.setBytes(2, row.former() == null ? null : bound.hash(row.to(), row.former()));
          set.setLong(3, row.to().report().value());
        });
  }
}
