package id.lapor.citizen;

import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What reporters agree to when they send, in versions, and which one stood there (UU 27/2022). */
@Repository
class Consents {

  private final JdbcClient jdbc;
  private final InstantSource clock;

  Consents(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The newest text of each language, by language. */
  Map<String, Consent> current() {
    return jdbc
        .sql(
            """
            SELECT DISTINCT ON (language) version, language, words
            FROM citizen_consent_text
            ORDER BY language, version DESC
            """)
        .query(Consents::text)
        .list()
        .stream()
        .collect(Collectors.toMap(Consent::language, Function.identity()));
  }

  /** The text that was on the page, while no newer one has taken its place. */
  Optional<Consent> shown(String mark) {
    return current().values().stream().filter(t -> t.mark().equals(mark)).findFirst();
  }

  void keep(ReportId report, Consent text) {
    jdbc.sql("INSERT INTO citizen_consent (report_id, version, language, at) VALUES (?, ?, ?, ?)")
        .params(report.value(), text.version(), text.language(), Timestamp.from(clock.instant()))
        .update();
  }

  /** Nothing for reports that did not come through this site's form. */
  Optional<Consent.Given> of(ReportId report) {
    return jdbc.sql(
            """
            SELECT t.version, t.language, t.words, c.at
            FROM citizen_consent c
            JOIN citizen_consent_text t USING (version, language)
            WHERE c.report_id = ?
            """)
        .param(report.value())
        .query((row, n) -> new Consent.Given(text(row, n), row.getTimestamp("at").toInstant()))
        .optional();
  }

  private static Consent text(ResultSet row, int number) throws SQLException {
    return new Consent(row.getInt("version"), row.getString("language"), row.getString("words"));
  }
}
