package id.lapor.api;

import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keys clients used, and which reports are theirs. */
@Repository
class IntakeStore {

  private final JdbcClient jdbc;
  private final InstantSource clock;

  IntakeStore(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param version of the report after it
   */
  record Kept(byte[] content, ReportId report, long version) {}

  /** False when the key was used before; waits while somebody is using it. */
  boolean begin(Client client, Once once) {
    return jdbc.sql(
                """
                INSERT INTO api_once (client_id, key, content, at) VALUES (?, ?, ?, ?)
                ON CONFLICT (client_id, key) DO NOTHING
                """)
            .params(client.id(), once.key(), once.content(), Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  Optional<Kept> find(Client client, String key) {
    return jdbc.sql(
            """
            SELECT content, report_id, version FROM api_once
            WHERE client_id = ? AND key = ? AND report_id IS NOT NULL
            """)
        .params(client.id(), key)
        .query((row, _) ->
            new Kept(
                row.getBytes("content"),
                new ReportId(row.getLong("report_id")),
                row.getLong("version")))
        .optional();
  }

  void keep(Client client, @Nullable Once once, Report report) {
    if (once != null) {
      jdbc.sql("UPDATE api_once SET report_id = ?, version = ? WHERE client_id = ? AND key = ?")
          .params(report.id().value(), report.version(), client.id(), once.key())
          .update();
    }
  }

  void forget(Client client, @Nullable Once once) {
    if (once != null) {
      jdbc.sql("DELETE FROM api_once WHERE client_id = ? AND key = ?")
          .params(client.id(), once.key())
          .update();
    }
  }

  /** Once; a key may come again after it was let go of here, and stands for the same report. */
  void own(Client client, ReportId report) {
    jdbc.sql("INSERT INTO api_report (report_id, client_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(report.value(), client.id())
        .update();
  }

  boolean owns(Client client, ReportId report) {
    return jdbc.sql("SELECT count(*) FROM api_report WHERE report_id = ? AND client_id = ?")
            .params(report.value(), client.id())
            .query(Integer.class)
            .single()
        == 1;
  }

  /** Those of the reports that this client brought. */
  Set<ReportId> owned(Client client, Collection<ReportId> reports) {
    return Set.copyOf(
        jdbc.sql("SELECT report_id FROM api_report WHERE client_id = ? AND report_id = ANY(?)")
            .params(client.id(), reports.stream().map(ReportId::value).toArray(Long[]::new))
            .query((row, _) -> new ReportId(row.getLong(1)))
            .list());
  }

  /** Those of the reports that some client brought. */
  List<Long> brought(Collection<ReportId> reports) {
    return jdbc.sql("SELECT report_id FROM api_report WHERE report_id = ANY(?)")
        .param(reports.stream().map(ReportId::value).toArray(Long[]::new))
        .query((row, _) -> row.getLong(1))
        .list();
  }
}
