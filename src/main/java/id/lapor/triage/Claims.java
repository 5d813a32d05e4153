package id.lapor.triage;

import id.lapor.people.Officer;
import id.lapor.report.ReportId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who has which report in front of them: a lease that ends by itself. */
@Service
public class Claims {

  /** As long as the desk has for a report. */
  public static final Duration LEASE = Duration.ofMinutes(7);

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Claims(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Who has a report.
   *
   * @param until when it ends by itself
   */
  public record Claim(String name, Instant until) {}

  /** Takes or renews the lease; false while somebody else has it. One upsert decides. */
  public boolean take(ReportId report, Officer officer) {
    Instant now = clock.instant();
    return jdbc.sql(
                """
                INSERT INTO triage_claim (report_id, account_id, name, until)
                VALUES (:report, :account, :name, :until)
                ON CONFLICT (report_id) DO UPDATE
                SET account_id = excluded.account_id, name = excluded.name, until = excluded.until
                WHERE triage_claim.account_id = excluded.account_id OR triage_claim.until <= :now
                """)
            .param("report", report.value())
            .param("account", officer.accountId())
            .param("name", officer.name())
            .param("until", Timestamp.from(now.plus(LEASE)))
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /** Gives back whatever else the officer holds, then takes the report: one card, one lease. */
  public boolean turnTo(ReportId report, Officer officer) {
    jdbc.sql("DELETE FROM triage_claim WHERE account_id = ? AND report_id <> ?")
        .params(officer.accountId(), report.value())
        .update();
    return take(report, officer);
  }

  /** Gives back whatever the officer holds. */
  public void release(Officer officer) {
    jdbc.sql("DELETE FROM triage_claim WHERE account_id = ?").param(officer.accountId()).update();
  }

  /** The other person who has it, if anybody. */
  public Optional<Claim> holder(ReportId report, Officer except) {
    return Optional.ofNullable(holders(List.of(report), except).get(report));
  }

  /** What others hold, by report. */
  public Map<ReportId, Claim> holders(Collection<ReportId> reports, Officer except) {
    return jdbc
        .sql(
            """
            SELECT report_id, name, until FROM triage_claim
            WHERE report_id = ANY(:ids) AND account_id <> :me AND until > :now
            """)
        .param("ids", reports.stream().map(ReportId::value).toArray(Long[]::new))
        .param("me", except.accountId())
        .param("now", Timestamp.from(clock.instant()))
        .query((row, _) ->
            Map.entry(
                new ReportId(row.getLong(1)),
                new Claim(row.getString(2), row.getTimestamp(3).toInstant())))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
