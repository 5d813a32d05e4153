package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages that led to no report, once their sender is erased: nobody files them anew. */
@DatabaseTest
class ErasedMessagesIntegrationTests {

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Erasure erasure;
  @Autowired Inbox inbox;
  @Autowired UnreadDesk desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;
  private final String digits = "812" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
  }

  private long came(Wire.Kind wire, String from, String state) {
    String number = UUID.randomUUID().toString();
    inbox.take(
        wire,
        number,
        new Letter(from, "1708", "BONTANG lampu mati di gang kami", clock.instant(), "1"));
    long id = inbox.known(wire, number).orElseThrow().id();
    transaction.executeWithoutResult(_ -> {
      switch (state) {
        case "LOOK" -> inbox.look(id, "brief");
        case "READ" -> inbox.read(id, null);
        case "SEEN" -> inbox.seen(id, null);
        default -> {}
      }
    });
    return id;
  }

  private Report filed(Contact contact) {
    ReporterId reporter = reporters.keep(contact);
    return city.filed("Lampu mati di gang kami.", reporter);
  }

  /** How many of them still have words. */
  private long kept(List<Long> ids) {
    return ids.stream().filter(id -> inbox.number(id).isPresent()).count();
  }

  @Test
  void goWithTheLastReportWhateverBecameOfThem() {
    Contact contact =
        new Contact("Ayu", "+62" + digits, "ayu" + digits + "@contoh.example").onX("77" + digits);
    List<Long> all =
        List.of(
            came(Wire.Kind.SMS, "+62" + digits, "LOOK"),
            came(Wire.Kind.SMS, "0" + digits, "LOOK"),
            came(Wire.Kind.SMS, "62" + digits, "READ"),
            came(Wire.Kind.SMS, "+62" + digits, "NEW"),
            came(Wire.Kind.EMAIL, "Ayu" + digits + "@Contoh.example", "LOOK"),
            came(Wire.Kind.X, "77" + digits, "SEEN"));
    long others = came(Wire.Kind.SMS, "+62899" + digits, "LOOK");
    reporters.keep(contact); // of somebody who only asked
    Report first = filed(contact);
    Report second = filed(new Contact(null, "+62" + digits, null));

    erasure.erase(first);
    assertThat(kept(all)).as("by telephone they may be about the other report").isEqualTo(4);
    assertThat(desk.fileByHand(all.get(4))).isEmpty();

    erasure.erase(second);
    assertThat(kept(all)).isZero();
    assertThat(all).allSatisfy(id -> assertThat(desk.fileByHand(id)).isEmpty());
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM channel_inbox WHERE state IN ('NEW', 'LOOK') AND sealed IS NULL")
                .query(Long.class)
                .single())
        .as("nobody waits for what is gone")
        .isZero();
    assertThat(kept(List.of(others))).isEqualTo(1);
  }

  /** What was kept long enough goes; who writes today is answered. */
  @Test
  void stayWhereTheyAreYoungerThanTheTermThatEnded() {
    Report report = filed(new Contact(null, "+62" + digits, null));
    long old = came(Wire.Kind.SMS, "+62" + digits, "LOOK");
    clock.advance(Duration.ofDays(1900));
    Instant before = clock.instant();
    long edge = came(Wire.Kind.SMS, "+62" + digits, "LOOK");
    long fresh = came(Wire.Kind.SMS, "0" + digits, "NEW");
    erasure.expire(report, before);
    assertThat(kept(List.of(old))).isZero();
    assertThat(kept(List.of(edge, fresh))).isEqualTo(2);
  }

  /** Signs say nothing in a telephone number, and tell two persons apart elsewhere. */
  @Test
  void areNotAnothersWhoseAddressDiffersByASign() {
    String own = "budi-s" + digits + "@contoh.example";
    long mail = came(Wire.Kind.EMAIL, " Budi-S" + digits + "@Contoh.example", "LOOK");
    long called =
        came(
            Wire.Kind.SMS,
            "(0"
                + digits.substring(0, 3)
                + ") "
                + digits.substring(3, 7)
                + "-"
                + digits.substring(7),
            "LOOK");
    List<Long> others =
        List.of(
            came(Wire.Kind.EMAIL, "budis" + digits + "@contoh.example", "LOOK"),
            came(Wire.Kind.EMAIL, "budi.s" + digits + "@contoh.example", "LOOK"));
    erasure.erase(filed(new Contact("Budi", "+62" + digits, own)));
    assertThat(kept(List.of(mail, called))).isZero();
    assertThat(kept(others)).isEqualTo(2);
  }

  @Test
  void doNotLeadToTheReportAnyMore() {
    Report report = filed(new Contact(null, "+62" + digits, null));
    long about = report.id().value();
    String number = UUID.randomUUID().toString();
    transaction.executeWithoutResult(_ ->
        inbox.keepSettled(
            Wire.Kind.X, number, new Letter("77" + digits, "", "Lampu", clock.instant()), about));
    assertThat(inbox.leading(about)).isNotEmpty();
    erasure.erase(report);
    assertThat(inbox.leading(about)).isEmpty();
    assertThat(inbox.known(Wire.Kind.X, number)).as("comes again").isPresent();
  }
}
