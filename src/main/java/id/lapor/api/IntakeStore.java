package id.lapor.api;

import id.lapor.audit.Check;
import id.lapor.audit.Rows;
import id.lapor.audit.Verdict;
import id.lapor.platform.key.InstallationKey;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keys clients used, and which reports are theirs. Of what a client sent a keyed hash is kept, so
 * that nobody can try telephone numbers against it. Whose report it is has a mark of the house: for
 * whoever brought it speaks in its reporter's name.
 */
@Repository
class IntakeStore implements Check {

  private final JdbcClient jdbc;
  private final JdbcTemplate rows;
  private final InstallationKey key;
  private final InstantSource clock;

  IntakeStore(JdbcClient jdbc, JdbcTemplate rows, InstallationKey key, InstantSource clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.key = key;
    this.clock = clock;
  }

  /**
   * @param same whether the same was sent with it
   * @param version of the report after it
   */
  record Kept(boolean same, ReportId report, long version) {}

  private byte[] mark(byte[] content) {
    return key.derive("once", HexFormat.of().formatHex(content));
  }

  private byte[] mark(long report, long client) {
    return key.derive("client-report", report + "/" + client);
  }

  /** A row of report, client and mark that the house wrote so. */
  private boolean written(ResultSet row) throws SQLException {
    byte @Nullable [] kept = row.getBytes("mark");
    return kept != null
        && MessageDigest.isEqual(kept, mark(row.getLong("report_id"), row.getLong("client_id")));
  }

  @Override
  public Optional<Verdict.Finding> look() {
    try (Stream<Optional<Long>> strange =
        Rows.of(
            rows,
            "SELECT report_id, client_id, mark FROM api_report ORDER BY report_id",
            (row, _) -> written(row) ? Optional.empty() : Optional.of(row.getLong("report_id")))) {
      return strange
          .flatMap(Optional::stream)
          .findFirst()
          .map(id -> new Verdict.Finding("api_report " + id, "The house did not write it so."));
    }
  }

  /**
   * Lets go of what was sent with reports; that it was sent stays, so that nothing is done twice,
   * but where its content is all that tells.
   */
  void forgetContent(Collection<ReportId> reports) {
    Long[] gone = reports.stream().map(ReportId::value).toArray(Long[]::new);
    jdbc.sql("DELETE FROM api_once WHERE report_id = ANY(?) AND starts_with(key, ?)")
        .params(gone, UNNAMED)
        .update();
    jdbc.sql("UPDATE api_once SET content = '' WHERE report_id = ANY(?)").param(gone).update();
  }

  /** In front of what stands for a key nobody named: no header begins so. */
  private static final String UNNAMED = " ";

  private String key(Once once) {
    return once.named() ? once.key() : UNNAMED + HexFormat.of().formatHex(mark(once.content()));
  }

  /** What came before that without a key is another time. */
  private Timestamp same() {
    return Timestamp.from(clock.instant().minus(Once.SAME));
  }

  /** False when the key was used before; waits while somebody is using it. */
  boolean begin(Client client, Once once) {
    return jdbc.sql(
                """
                INSERT INTO api_once AS o (client_id, key, content, at) VALUES (?, ?, ?, ?)
                ON CONFLICT (client_id, key) DO UPDATE SET at = excluded.at, report_id = NULL, version = NULL
                WHERE NOT ? AND o.at < ?
                """)
            .params(
                client.id(),
                key(once),
                mark(once.content()),
                Timestamp.from(clock.instant()),
                once.named(),
                same())
            .update()
        == 1;
  }

  Optional<Kept> find(Client client, Once once) {
    return jdbc.sql(
            """
            SELECT content, report_id, version FROM api_once
            WHERE client_id = ? AND key = ? AND report_id IS NOT NULL AND (? OR at >= ?)
            """)
        .params(client.id(), key(once), once.named(), same())
        .query((row, _) ->
            new Kept(
                MessageDigest.isEqual(row.getBytes("content"), mark(once.content())),
                new ReportId(row.getLong("report_id")),
                row.getLong("version")))
        .optional();
  }

  void keep(Client client, @Nullable Once once, Report report) {
    if (once != null) {
      jdbc.sql("UPDATE api_once SET report_id = ?, version = ? WHERE client_id = ? AND key = ?")
          .params(report.id().value(), report.version(), client.id(), key(once))
          .update();
    }
  }

  void forget(Client client, @Nullable Once once) {
    if (once != null) {
      jdbc.sql("DELETE FROM api_once WHERE client_id = ? AND key = ?")
          .params(client.id(), key(once))
          .update();
    }
  }

  /** Once; a key may come again after it was let go of here, and stands for the same report. */
  void own(Client client, ReportId report) {
    jdbc.sql(
            "INSERT INTO api_report (report_id, client_id, mark) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .params(report.value(), client.id(), mark(report.value(), client.id()))
        .update();
  }

  boolean owns(Client client, ReportId report) {
    return owned(client, List.of(report)).contains(report);
  }

  /** Those of the reports that this client brought. */
  Set<ReportId> owned(Client client, Collection<ReportId> reports) {
    return jdbc
        .sql(
            "SELECT report_id, client_id, mark FROM api_report WHERE client_id = ? AND report_id = ANY(?)")
        .params(client.id(), reports.stream().map(ReportId::value).toArray(Long[]::new))
        .query((row, _) ->
            written(row)
                ? Optional.of(new ReportId(row.getLong("report_id")))
                : Optional.<ReportId>empty())
        .list()
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of the reports that some client brought. */
  List<Long> brought(Collection<ReportId> reports) {
    return jdbc.sql("SELECT report_id FROM api_report WHERE report_id = ANY(?)")
        .param(reports.stream().map(ReportId::value).toArray(Long[]::new))
        .query((row, _) -> row.getLong(1))
        .list();
  }
}
