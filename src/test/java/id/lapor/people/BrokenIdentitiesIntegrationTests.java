package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.audit.Verifier;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** One identity that does not open, or does not go, stops the work for no other. */
@ApplicationTest
class BrokenIdentitiesIntegrationTests {

  private static final Duration YEARS = Duration.ofDays(1900);

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Members members;
  @Autowired DataRequests requests;
  @Autowired Retention retention;
  @Autowired Verifier verifier;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;
  private Officer admin;

  @BeforeEach
  void live() {
    city = new City(agencies, reports);
    admin = City.topmost(accounts, agencies);
  }

  private ReporterId kept(String phone) {
    return reporters.keep(new Contact("Wulan", phone, null));
  }

  private void broken(ReporterId reporter) {
    jdbc.update(
        "UPDATE people_vault SET sealed = '\\x0102' WHERE reporter_id = ?", reporter.value());
  }

  /** Without the key of its acts its erasing cannot be put on record. */
  private void unerasable(ReporterId reporter) {
    transaction.executeWithoutResult(_ -> {
      jdbc.execute("SET LOCAL session_replication_role = replica");
      jdbc.update(
          "DELETE FROM audit_key WHERE stream = 'identity' AND subject = ?", reporter.value());
    });
  }

  @Test
  void isErasedThoughItDoesNotOpen() {
    ReporterId one = kept("+628120000801");
    assertThat(verifier.verify().first()).isEmpty();
    broken(one);
    assertThat(reporters.erase(one)).hasValueSatisfying(c -> assertThat(c.empty()).isTrue());
    assertThat(reporters.kept(one)).isFalse();
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void keepsNobodyElsePastTheirTime() {
    ReporterId unerasable = ended("+628120000802");
    ReporterId broken = ended("+628120000803");
    ReporterId sound = ended("+628120000804");
    ReporterId planted = ended("+628120000805");
    Report others = city.filed("Parit mampet di depan sekolah.", kept("+628120000806"));
    reports.command(others.id(), new Command.Withdraw(""), new Actor.Reporter());
    unerasable(unerasable);
    broken(broken);
    jdbc.update(
        "UPDATE report_case SET reporter_id = ? WHERE id = ?",
        planted.value(),
        others.id().value());
    clock.advance(YEARS);
    assertThat(retention.start(Retained.Rule.IDENTITIES, 1825, Long.MAX_VALUE, admin)).isTrue();
    retention.run();
    assertThat(List.of(unerasable, broken, sound, planted))
        .filteredOn(reporters::kept)
        .containsExactly(unerasable, planted);
    retention.run();
    assertThat(reporters.kept(unerasable)).as("tried again, and failed again").isTrue();
    retention.stop(Retained.Rule.IDENTITIES, admin);
  }

  private ReporterId ended(String phone) {
    ReporterId reporter = kept(phone);
    Report report = city.filed("Parit mampet di depan pasar.", reporter);
    reports.command(report.id(), new Command.Withdraw(""), new Actor.Reporter());
    return reporter;
  }

  @Test
  void stopsNoRequestOfOthers() {
    DataRequest first = correction("+628120000811", "+628120000812");
    DataRequest second = correction("+628120000813", "+628120000814");
    unerasable(Objects.requireNonNull(first.fresh()));
    clock.advance(DataRequest.TERM.plusSeconds(1));
    requests.sweep();
    assertThat(outcome(first)).isNull();
    assertThat(outcome(second)).isEqualTo("UNPROVEN");
  }

  @Test
  void holdsUpNothingThatWasGranted() {
    DataRequest first = granted("+628120000821", "+628120000822");
    DataRequest second = granted("+628120000823", "+628120000824");
    broken(Objects.requireNonNull(first.fresh()));
    clock.advance(DataRequest.OBJECTION);
    requests.sweep();
    assertThat(outcome(first)).isNull();
    assertThat(outcome(second)).isEqualTo("DONE");
  }

  private DataRequest correction(String phone, String other) {
    ReporterId reporter = kept(phone);
    reporters.prove(reporter, true);
    assertThat(requests.correct(reporter, new Contact("Wulan", other, null))).isFalse();
    return requests.correction(reporter).orElseThrow();
  }

  private DataRequest granted(String phone, String other) {
    DataRequest request = correction(phone, other);
    reporters.prove(Objects.requireNonNull(request.fresh()), true);
    requests.lost(request);
    assertThat(requests.decide(request.id(), true, "", admin)).isTrue();
    return request;
  }

  private @Nullable String outcome(DataRequest request) {
    return jdbc.queryForObject(
        "SELECT outcome FROM people_data_request WHERE id = ?", String.class, request.id());
  }

  @Test
  void keepsNobodysAddressThatWasNotProven() {
    ReporterId first = members.ask(new Contact(null, "+628120000831", null)).reporter();
    ReporterId second = members.ask(new Contact(null, "+628120000832", null)).reporter();
    unerasable(first);
    clock.advance(Duration.ofHours(2));
    members.sweep();
    assertThat(reporters.kept(first)).isTrue();
    assertThat(reporters.kept(second)).isFalse();
  }
}
