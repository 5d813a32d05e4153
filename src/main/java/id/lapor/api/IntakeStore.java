package id.lapor.api;

import id.lapor.platform.key.InstallationKey;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keys clients used, and which reports are theirs. Of what a client sent a keyed hash is kept, so
 * that nobody can try telephone numbers against it.
 */
@Repository
class IntakeStore implements SmartInitializingSingleton {

  static final int AT_ONCE = 1_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final InstallationKey key;
  private final InstantSource clock;

  IntakeStore(JdbcClient jdbc, JdbcTemplate batches, InstallationKey key, InstantSource clock) {
    this.jdbc = jdbc;
    this.batches = batches;
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

  /** Hashes of before they were keyed; each batch is kept, and a second server finds them done. */
  @Override
  public void afterSingletonsInstantiated() {
    while (keySome() == AT_ONCE) {
      // one batch after the other
    }
  }

  private record Old(long client, String key, byte[] content) {}

  private int keySome() {
    List<Old> old =
        jdbc.sql("SELECT client_id, key, content FROM api_once WHERE NOT keyed ORDER BY at LIMIT ?")
            .param(AT_ONCE)
            .query((row, _) -> new Old(row.getLong(1), row.getString(2), row.getBytes(3)))
            .list();
    batches.batchUpdate(
        "UPDATE api_once SET content = ?, keyed = true WHERE client_id = ? AND key = ? AND NOT keyed",
        old.stream().map(o -> new Object[] {mark(o.content()), o.client(), o.key()}).toList());
    return old.size();
  }

  /**
   * Lets go of what was sent with reports; that it was sent stays, so that nothing is done twice.
   */
  void forgetContent(Collection<ReportId> reports) {
    jdbc.sql("UPDATE api_once SET content = '' WHERE report_id = ANY(?)")
        .param(reports.stream().map(ReportId::value).toArray(Long[]::new))
        .update();
  }

  /** False when the key was used before; waits while somebody is using it. */
  boolean begin(Client client, Once once) {
    return jdbc.sql(
                """
                INSERT INTO api_once (client_id, key, content, keyed, at) VALUES (?, ?, ?, true, ?)
                ON CONFLICT (client_id, key) DO NOTHING
                """)
            .params(client.id(), once.key(), mark(once.content()), Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  Optional<Kept> find(Client client, Once once) {
    return jdbc.sql(
            """
            SELECT content, report_id, version FROM api_once
            WHERE client_id = ? AND key = ? AND report_id IS NOT NULL
            """)
        .params(client.id(), once.key())
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
