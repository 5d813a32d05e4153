package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Wire;
import id.lapor.channel.x.XServer;
import id.lapor.people.ReporterId;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What X took is not sent again, whatever it says to that and whatever we can keep of it. */
@ApplicationTest
class XTakenIntegrationTests extends XSpending {

  private static final XServer X = new XServer();

  @Autowired JdbcTemplate database;

  private City city;
  private String account;

  @DynamicPropertySource
  static void account(DynamicPropertyRegistry registry) {
    X.settings().forEach((name, value) -> registry.add(name, () -> value));
    registry.add("lapor.x.messages", () -> "true");
  }

  @AfterAll
  static void stop() {
    X.close();
  }

  @BeforeEach
  void begin() {
    city = new City(agencies, reports);
    account = "10000000" + (10_000 + X.asked().size());
    X.at(clock);
    tomorrow();
    round.run();
  }

  @AfterEach
  void well() {
    X.be(XServer.Mood.WELL);
    clock.advance(Duration.ofHours(1));
    postman.deliver();
  }

  @Override
  BigDecimal cap() {
    return BigDecimal.valueOf(1_000);
  }

  private Report filed() {
    X.timeline.write(account, "@lapor1708 BONTANG lampu jalan mati di gang nomor " + account);
    pass();
    return reports.ofReporters(List.of(author()), 1).getFirst();
  }

  private ReporterId author() {
    return new ReporterId(
        Objects.requireNonNull(
            database.queryForObject("SELECT max(reporter_id) FROM report_case", Long.class)));
  }

  /** At ten in Bontang, where messages go out at once. */
  private void tomorrow() {
    clock.set(clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(26)));
  }

  /** How often its author was told of the answer. */
  private long told() {
    return X.timeline.told(account).stream().filter(t -> t.contains("Lampu sudah diganti")).count();
  }

  /** The next message is the one that tells of an answer. */
  private void answered(Report report) {
    tomorrow();
    again();
    city.answer(report);
  }

  @Test
  void isAPostWhoseAnswerNobodyCanRead() {
    X.babbleAfterWriting();
    filed();
    again();
    assertThat(X.timeline.answersTo(account)).hasSize(1);
    assertThat(X.timeline.told(account)).doesNotHaveDuplicates();
    assertThat(wires.sent(Wire.Kind.X).waiting()).isZero();
  }

  @Test
  void isAMessageWhoseAnswerNobodyCanRead() {
    Report report = filed();
    answered(report);
    X.babbleAfterWriting();
    again();
    assertThat(told()).isOne();
  }

  @Test
  void isAMessageThoughWhatXAskedForCannotBeKept() {
    Report report = filed();
    answered(report);
    database.execute("ALTER TABLE channel_x_pause ADD CONSTRAINT nothing CHECK (false) NOT VALID");
    try {
      X.limit(1, clock.instant().minusSeconds(1));
      again();
    } finally {
      database.execute("ALTER TABLE channel_x_pause DROP CONSTRAINT nothing");
    }
    assertThat(told()).isOne();
  }

  /** X would take the same words to one account as often as they come. */
  @Test
  void isPerhapsAMessageToWhichXFellSilent() {
    Report report = filed();
    answered(report);
    X.dropAfterWriting();
    postman.deliver();
    assertThat(told()).isOne();
    clock.advance(Duration.ofMinutes(2));
    postman.deliver();
    assertThat(told()).as("it may be there").isOne();
  }

  @Test
  void isAskedForNoSoonerThanAWindowWhereXDoesNotSayUntilWhen() {
    Report report = filed();
    answered(report);
    X.be(XServer.Mood.LIMITED);
    postman.deliver();
    int asked = X.asked().size();
    clock.advance(Duration.ofMinutes(14));
    postman.deliver();
    assertThat(X.asked()).hasSize(asked);
  }

  private void again() {
    for (int i = 0; i < 3; i++) {
      postman.deliver();
      clock.advance(Duration.ofHours(1));
    }
  }
}
