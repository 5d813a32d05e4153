package id.lapor.citizen;

import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What reporters agree to when they send, in versions, and which one stood there (UU 27/2022). */
@Repository
class Consents {

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final InstantSource clock;

  Consents(JdbcClient jdbc, Accounts accounts, InstantSource clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** The newest text of each language that holds by now, by language. */
  Map<String, Consent> current() {
    return jdbc
        .sql(
            """
            SELECT DISTINCT ON (language) version, language, words
            FROM citizen_consent_text
            WHERE valid_from IS NULL OR valid_from <= ?
            ORDER BY language, version DESC
            """)
        .param(Timestamp.from(clock.instant()))
        .query(Consents::text)
        .list()
        .stream()
        .collect(Collectors.toMap(Consent::language, Function.identity()));
  }

  /** The text that was on the page, while no newer one has taken its place. */
  Optional<Consent> shown(String mark) {
    return current().values().stream().filter(t -> t.mark().equals(mark)).findFirst();
  }

  /** All there ever were, the newest first. */
  List<Consent.Version> versions() {
    return jdbc.sql(
            """
            SELECT i.version, i.words AS id_words, e.words AS en_words, coalesce(i.valid_from, i.since) AS at
            FROM citizen_consent_text i
            LEFT JOIN citizen_consent_text e ON e.version = i.version AND e.language = 'en'
            WHERE i.language = 'id'
            ORDER BY i.version DESC
            """)
        .query((row, _) ->
            new Consent.Version(
                row.getInt("version"),
                row.getString("id_words"),
                Objects.requireNonNullElse(row.getString("en_words"), ""),
                row.getTimestamp("at").toInstant()))
        .list();
  }

  /**
   * A new version in both languages, for good.
   *
   * @param from not before now
   * @return false when somebody wrote one at the same moment
   */
  @Transactional
  boolean write(String indonesian, String english, Instant from, Officer officer) {
    int version =
        jdbc.sql("SELECT coalesce(max(version), 0) + 1 FROM citizen_consent_text")
            .query(Integer.class)
            .single();
    boolean written =
        add(version, "id", indonesian, from, officer.accountId())
            && add(version, "en", english, from, officer.accountId());
    if (written) {
      accounts.did(AccountAct.What.CONSENT_WRITTEN, Integer.toString(version), officer);
    }
    return written;
  }

  private boolean add(int version, String language, String words, Instant from, long account) {
    return jdbc.sql(
                """
                INSERT INTO citizen_consent_text (version, language, words, since, valid_from, by_account)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (version, language) DO NOTHING
                """)
            .params(
                version,
                language,
                words,
                Timestamp.from(clock.instant()),
                Timestamp.from(from),
                account)
            .update()
        == 1;
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
