package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import id.lapor.agency.Agencies;
import id.lapor.channel.Gsm7;
import id.lapor.channel.Receipt;
import id.lapor.channel.Wire;
import id.lapor.channel.WireTrouble;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import(PostmanIntegrationTests.Line.class)
class PostmanIntegrationTests {

  /** A line that goes down behind the first message, unless it is firm. */
  static final class Line implements Wire {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile boolean up = true;
    private volatile boolean firm;
    private volatile boolean refuses;

    @Override
    public boolean carries(Wire.Kind kind) {
      return kind == Wire.Kind.SMS && up;
    }

    @Override
    public int parts(Wire.Kind kind, String text) {
      return Gsm7.parts(text);
    }

    @Override
    public int atOnce() {
      return 10;
    }

    @Override
    public void send(Wire.Kind kind, String recipient, String subject, String body, String key) {
      if (body.startsWith("Celaka")) {
        throw new IllegalStateException("Not for " + recipient, new IOException("no room"));
      }
      if (refuses) {
        throw new WireTrouble("Not now", false, null);
      }
      sent.add(body);
      up = firm;
    }
  }

  private static final Instant EVENING = Instant.parse("2026-01-05T12:00:00Z"); // 20:00 there
  private static final Instant NIGHT = Instant.parse("2026-01-05T16:00:00Z");
  private static final Instant MORNING = Instant.parse("2026-01-05T23:00:00Z"); // 7:00 there

  private static final Officer NADIA = new Officer(931, "nadia", "Nadia", 1, Role.NATIONAL_ADMIN);

  @Autowired Line line;
  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired Postman postman;
  @Autowired WireCare care;
  @Autowired GivenUp givenUp;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  /** A wire that fails in a way nobody foresaw has failed with one message, and says why. */
  @Test
  void countsAFailureForTheMessageItCameWithAlone() {
    holds();
    ReporterId reporter = reporters.keep(new Contact(null, "+6281200000004", null));
    for (int i = 0; i < 5; i++) {
      wires.answer(null, reporter, Wire.Kind.SMS, "", (i == 2 ? "Celaka " : "Baik ") + i);
    }
    postman.deliver();
    postman.deliver();
    line.firm = false;
    assertThat(line.sent).containsExactlyInAnyOrder("Baik 0", "Baik 1", "Baik 3", "Baik 4");
    assertThat(
            jdbc.sql(
                    "SELECT state || ' ' || tries || ' ' || trouble FROM notification_message WHERE body LIKE 'Celaka%'")
                .query(String.class)
                .single())
        .startsWith("QUEUED 1 ")
        .contains("IllegalStateException: Not for …", "IOException: no room");
    jdbc.sql("DELETE FROM notification_message WHERE body LIKE 'Celaka%'").update();
  }

  /** An identity that does not open, an act nobody finds: they are the message's own trouble. */
  @Test
  void countsAMessageThatCannotBePreparedForItselfAlone() {
    holds();
    ReporterId reporter = reporters.keep(new Contact(null, "+6281200000006", null));
    ReporterId broken = reporters.keep(new Contact(null, "+6281200000007", null));
    jdbc.sql("UPDATE people_vault SET sealed = '\\x00' WHERE reporter_id = ?")
        .param(broken.value())
        .update();
    Report lost = filed(Channel.PHONE, both());
    jdbc.sql("UPDATE notification_message SET seq = 99 WHERE report_id = ?")
        .param(lost.id().value())
        .update();
    wires.mute(List.of(Objects.requireNonNull(lost.matter().reporter())), Wire.Kind.SMS);
    wires.answer(null, broken, Wire.Kind.SMS, "", "Rusak");
    wires.answer(null, reporter, Wire.Kind.SMS, "", "Utuh");
    postman.deliver();
    line.firm = false;
    assertThat(line.sent).contains("Utuh");
    assertThat(told(lost)).containsExactly("99 SMS UNWANTED");
    assertThat(
            jdbc.sql(
                    "SELECT state || ' ' || tries || ' ' || trouble FROM notification_message WHERE body = 'Rusak'")
                .query(String.class)
                .single())
        .startsWith("QUEUED 1 It cannot be prepared: ");
    jdbc.sql("DELETE FROM notification_message WHERE body = 'Rusak'").update();
  }

  /** Whoever mended it says so once, and it is known who did. */
  @Test
  void sendsAgainWhatWasGivenUpAfterManyTries() {
    holds();
    line.refuses = true;
    Report told = filed(Channel.SMS, both());
    Report alone = filed(Channel.SMS, new Contact(null, "+6281200000035", null));
    exhaust();
    line.refuses = false;
    assertThat(told(told)).containsExactly("1 SMS GIVEN_UP", "1 EMAIL WAITING");
    assertThat(told(alone)).containsExactly("1 SMS GIVEN_UP");
    assertThat(givenUp.count(Wire.Kind.SMS)).as("not what mail tells").isEqualTo(1);
    assertThat(givenUp.sendAgain(Wire.Kind.SMS, NADIA)).isEqualTo(1);
    assertThat(givenUp.sendAgain(Wire.Kind.SMS, NADIA)).isZero();
    assertThat(givenUp.last(Wire.Kind.SMS))
        .hasValueSatisfying(a -> {
          assertThat(a.by()).isEqualTo("Nadia");
          assertThat(a.messages()).isEqualTo(1);
        });
    postman.deliver();
    line.firm = false;
    assertThat(told(alone)).containsExactly("1 SMS SENT");
    assertThat(told(told)).containsExactly("1 SMS GIVEN_UP", "1 EMAIL WAITING");
  }

  /** However often whoever mended a wire says so. */
  @Test
  void tellsAnActOnceOfWhatWasGivenUpOnBothWires() {
    holds();
    line.refuses = true;
    Report report = filed(Channel.SMS, both());
    exhaust();
    jdbc.sql(
            "UPDATE notification_message SET state = 'GIVEN_UP', refused = true WHERE report_id = ? AND wire = 'EMAIL'")
        .param(report.id().value())
        .update();
    assertThat(givenUp.sendAgain(Wire.Kind.SMS, NADIA)).isEqualTo(1);
    assertThat(givenUp.count(Wire.Kind.EMAIL)).as("it is on its way").isZero();
    exhaust();
    assertThat(told(report)).containsExactly("1 SMS GIVEN_UP", "1 EMAIL GIVEN_UP");
    assertThat(givenUp.count(Wire.Kind.EMAIL)).isEqualTo(1);
    assertThat(givenUp.sendAgain(Wire.Kind.SMS, NADIA)).isEqualTo(1);
    line.refuses = false;
    postman.deliver();
    line.firm = false;
    assertThat(givenUp.count(Wire.Kind.EMAIL)).as("it was told").isZero();
    wires.receipt(key(report, Wire.Kind.SMS), Receipt.State.LOST);
    assertThat(told(report)).containsExactly("1 SMS LOST", "1 EMAIL GIVEN_UP");
    assertThat(givenUp.count(Wire.Kind.EMAIL)).as("it was not told after all").isEqualTo(1);
    jdbc.sql("DELETE FROM notification_message WHERE report_id = ?")
        .param(report.id().value())
        .update();
  }

  private void exhaust() {
    for (int i = 0; i < 12; i++) {
      postman.deliver();
      clock.advance(Duration.ofHours(3));
    }
  }

  /** What waits then waits on; the round ends and does not go round and round. */
  @Test
  void leavesTheRestWhenALineGoesDown() {
    line.sent.clear();
    line.up = true;
    ReporterId reporter = reporters.keep(new Contact(null, "+6281200000001", null));
    for (int i = 0; i < 50; i++) {
      wires.answer(null, reporter, Wire.Kind.SMS, "", "Pesan " + i);
    }
    assertTimeoutPreemptively(Duration.ofMinutes(1), postman::deliver);
    assertThat(line.sent).hasSizeBetween(1, 20);
    while (line.sent.size() < 50) {
      int before = line.sent.size();
      line.up = true;
      postman.deliver();
      assertThat(line.sent).hasSizeGreaterThan(before);
    }
    assertThat(line.sent).hasSize(50).doesNotHaveDuplicates();
  }

  /** One sends to A and then to B, the other to B and then to A. */
  @Test
  void waitsForNoServerThatWaitsForThisOne() throws Exception {
    ReporterId a = reporters.keep(new Contact(null, "+6281200000002", null));
    ReporterId b = reporters.keep(new Contact(null, "+6281200000003", null));
    holds();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 40; i++) {
          wires.answer(null, i % 2 == i / 20 ? a : b, Wire.Kind.SMS, "", round + "/" + i);
        }
        for (var one :
            threads.invokeAll(List.<Callable<Boolean>>of(this::delivered, this::delivered))) {
          assertThat(one.get()).isTrue();
        }
      }
    } finally {
      line.firm = false;
    }
    assertThat(line.sent).filteredOn(w -> w.contains("/")).hasSize(400).doesNotHaveDuplicates();
  }

  /** What they wait for comes when the line does; all else at an hour at which one writes. */
  @Test
  void wakesNobodyWithWhatItsLineKeptBack() {
    clock.set(EVENING);
    City city = new City(agencies, reports);
    line.up = false;
    Report report = filed(Channel.SMS, both());
    reports.command(
        report.id(), new Command.Hold("Di dekat tiang yang mana?"), City.actor(city.rani));
    clock.set(NIGHT);
    holds();
    postman.deliver();
    assertThat(told(report)).containsExactly("1 SMS SENT", "2 SMS WAITING");
    clock.set(MORNING);
    postman.deliver();
    line.firm = false;
    assertThat(told(report)).containsExactly("1 SMS SENT", "2 SMS SENT");
  }

  private void holds() {
    line.sent.clear();
    line.up = true;
    line.firm = true;
  }

  private boolean delivered() {
    postman.deliver();
    return true;
  }

  private Report filed(Channel way, Contact contact) {
    City city = new City(agencies, reports);
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.ANONYMOUS,
            false,
            way,
            "Lampu jalan mati di depan pasar sejak Senin",
            null,
            Place.NONE,
            reporters.keep(contact));
    return reports
        .file(new Submission(UUID.randomUUID().toString(), null, matter, city.desk, List.of()))
        .report();
  }

  private static Contact both() {
    return new Contact("Ayu", "+6281200000031", "ayu@contoh.example");
  }

  private List<String> told(Report report) {
    return wires.deliveries(report.id()).stream()
        .map(d -> d.seq() + " " + d.wire() + " " + d.state())
        .toList();
  }

  private String key(Report report, Wire.Kind wire) {
    return "lapor-"
        + jdbc.sql("SELECT max(id) FROM notification_message WHERE report_id = ? AND wire = ?")
            .params(report.id().value(), wire.name())
            .query(Long.class)
            .single();
  }

  @Test
  void tellsOnceOnTheWireTheyWroteOn() {
    assertThat(told(filed(Channel.SMS, both()))).containsExactly("1 SMS WAITING");
    assertThat(told(filed(Channel.PHONE, both()))).containsExactly("1 SMS WAITING");
    assertThat(told(filed(Channel.WEB, both()))).containsExactly("1 EMAIL WAITING");
    Contact phone = new Contact(null, "+6281200000032", null);
    assertThat(told(filed(Channel.WEB, phone))).containsExactly("1 SMS WAITING");
    assertThat(told(filed(Channel.WEB, new Contact("Budi", null, null)))).isEmpty();
  }

  @Test
  void goesByTheOtherWireOnceWhenOneLosesIt() {
    Report report = filed(Channel.SMS, both());
    holds();
    postman.deliver();
    assertThat(told(report)).containsExactly("1 SMS SENT");
    wires.receipt(key(report, Wire.Kind.SMS), Receipt.State.TAKEN);
    assertThat(told(report)).containsExactly("1 SMS SENT");
    wires.receipt(key(report, Wire.Kind.SMS), Receipt.State.LOST);
    wires.receipt(key(report, Wire.Kind.SMS), Receipt.State.LOST);
    assertThat(told(report)).containsExactly("1 SMS LOST", "1 EMAIL WAITING");
    wires.receipt(key(report, Wire.Kind.EMAIL), Receipt.State.LOST);
    assertThat(told(report)).hasSize(2);
    Report other = filed(Channel.SMS, both());
    postman.deliver();
    wires.receipt(key(other, Wire.Kind.SMS), Receipt.State.ARRIVED);
    assertThat(told(other)).containsExactly("1 SMS ARRIVED");
    line.firm = false;
  }

  @Test
  void goesByTheOtherWireWhereOneIsNotWanted() {
    Report report = filed(Channel.PHONE, both());
    wires.mute(List.of(Objects.requireNonNull(report.matter().reporter())), Wire.Kind.SMS);
    holds();
    postman.deliver();
    line.firm = false;
    assertThat(told(report)).containsExactly("1 SMS UNWANTED", "1 EMAIL WAITING");
    assertThat(
            jdbc.sql("SELECT body FROM notification_message WHERE report_id = ? AND instead")
                .param(report.id().value())
                .query(String.class)
                .single())
        .contains("/l/" + report.reference());
  }

  /** Nothing is lost by it, and what comes in is not held. */
  @Test
  void waitsWhileSendingIsPausedAndCountsWhatIsPaid() {
    ReporterId reporter = reporters.keep(new Contact(null, "+6281200000033", null));
    WireCare.Month before = care.month(ZoneOffset.UTC);
    holds();
    care.pause(Wire.Kind.SMS, NADIA, "Operator dalam perbaikan");
    care.pause(Wire.Kind.SMS, NADIA, "Sekali lagi");
    wires.answer(null, reporter, Wire.Kind.SMS, "", "Jeda " + "x".repeat(200));
    postman.deliver();
    assertThat(line.sent).noneMatch(m -> m.startsWith("Jeda"));
    assertThat(care.pauses())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.by()).isEqualTo("Nadia");
          assertThat(p.reason()).isEqualTo("Operator dalam perbaikan");
        });
    assertThat(care.resume(Wire.Kind.SMS, NADIA)).isTrue();
    assertThat(care.resume(Wire.Kind.SMS, NADIA)).isFalse();
    care.trial(Wire.Kind.SMS, "+6281200000034");
    assertThat(trial()).isEqualTo(Delivery.State.WAITING);
    postman.deliver();
    line.firm = false;
    assertThat(line.sent).filteredOn(m -> m.startsWith("Jeda")).hasSize(1);
    assertThat(trial()).isEqualTo(Delivery.State.SENT);
    WireCare.Month after = care.month(ZoneOffset.UTC);
    assertThat(after.messages() - before.messages()).isEqualTo(2);
    assertThat(after.parts() - before.parts()).isEqualTo(3);
    assertThat(after.cost()).isNull();
  }

  private Delivery.State trial() {
    return Objects.requireNonNull(care.trials().get(Wire.Kind.SMS)).state();
  }
}
