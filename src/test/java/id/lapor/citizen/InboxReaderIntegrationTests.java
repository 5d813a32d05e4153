package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What waits in the inbox is read in turn, once more when it has to be, and never held for good.
 */
@DatabaseTest
class InboxReaderIntegrationTests {

  /** More than one wire has in its turn, twice. */
  private static final int MANY = 45;

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Inbox inbox;
  @Autowired InboxReader reader;
  @Autowired UnreadDesk desk;
  @Autowired LetterDesk letters;
  @Autowired MailDesk mails;
  @Autowired XDesk posts;
  @Autowired SettableClock clock;
  @Autowired TransactionTemplate transaction;

  private City city;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    reader.readAll();
  }

  private static String phone() {
    return "+62813" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
  }

  /** Its number in the inbox. */
  private long sms(String from, String text) {
    String number = UUID.randomUUID().toString();
    assertThat(inbox.take(Wire.Kind.SMS, number, new Letter(from, "1708", text, clock.instant())))
        .isTrue();
    return inbox.known(Wire.Kind.SMS, number).orElseThrow().id();
  }

  private void mail(String from, String subject, String text) {
    String number = UUID.randomUUID() + "@contoh.example";
    byte[] mail =
        "From: %s\r\nTo: lapor@kota.example\r\nMessage-ID: <%s>\r\nSubject: %s\r\n\r\n%s"
            .formatted(from, number, subject, text)
            .getBytes(StandardCharsets.UTF_8);
    inbox.take(
        Wire.Kind.EMAIL,
        number,
        new Letter(from, "lapor@kota.example", "", clock.instant(), ""),
        number,
        mail);
  }

  private List<Report> of(String phone) {
    return reports.ofReporters(reporters.havingPhone(phone), 200);
  }

  @Test
  void letsNoWireWaitForAnother() {
    String last = phone();
    for (int i = 0; i < MANY; i++) {
      sms(i == MANY - 1 ? last : phone(), "BONTANG lampu jalan mati di gang nomor " + i);
    }
    String address = "warga" + UUID.randomUUID() + "@contoh.example";
    mail(address, "Bontang", "Trotoar di depan sekolah berlubang sejak kemarin.");
    reader.readAll();
    Report mailed = reports.ofReporters(reporters.havingEmail(address), 1).getFirst();
    assertThat(of(last))
        .singleElement()
        .satisfies(r -> assertThat(mailed.id().value()).isLessThan(r.id().value()));
  }

  /** While one server reads what somebody wrote, another reads nothing of theirs. */
  @Test
  void readsWhatOneSenderWroteInTurnOnAnyNumberOfServers() throws Exception {
    String phone = phone();
    String words = "BONTANG lampu jalan mati di depan balai desa";
    List<Long> theirs = List.of(sms(phone, words), sms(phone, words), sms(phone, words + " dua"));
    long other = sms(phone(), words);
    try (ExecutorService server = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch taken = new CountDownLatch(1);
      CountDownLatch looked = new CountDownLatch(1);
      Future<Long> one =
          server.submit(() ->
              transaction.execute(_ -> {
                Inbox.Arrived first = next().orElseThrow();
                taken.countDown();
                await(looked);
                inbox.read(first.id(), 77L);
                return first.id();
              }));
      await(taken);
      Long another = transaction.execute(_ -> next().map(Inbox.Arrived::id).orElse(-1L));
      looked.countDown();
      assertThat(one.get()).isEqualTo(theirs.getFirst());
      assertThat(another).isEqualTo(other);
    }
    Inbox.Arrived again = transaction.execute(_ -> next().orElseThrow());
    assertThat(again.id()).as("in the order of writing").isEqualTo(theirs.get(1));
    assertThat(again.repeats()).as("it knows what the first led to").isEqualTo(77L);
    reader.readAll();
  }

  /** One word said over and over leads no reading of ours so deep that it never ends well. */
  @ParameterizedTest
  @ValueSource(
      strings = {" ya", " pak ya", " sudah", " masih", ", nanti", " LAPOR", ", kemarin masih mati"})
  void readsWordsThatAreSaidAHundredThousandTimes(String over) {
    String address = "warga" + UUID.randomUUID() + "@contoh.example";
    mail(address, "Bontang", "Trotoar di depan sekolah berlubang sejak kemarin.");
    reader.readAll();
    Report report = reports.ofReporters(reporters.havingEmail(address), 1).getFirst();
    String words = "Belum sempat saya cek. Belum" + over.repeat(450_000 / over.length());
    mail(address, "Re: " + report.reference(), words);
    mail(address, "Bontang", over.repeat(450_000 / over.length()) + " lampu jalan mati");
    String other = phone();
    sms(other, "BONTANG lampu jalan mati di depan balai desa");
    reader.readAll();
    assertThat(reports.history(report.id()).getLast().event()).isInstanceOf(Event.Replied.class);
    assertThat(of(other)).hasSize(1);
  }

  /** Whatever breaks in the reading of one message, it is put aside and the next is read. */
  @Test
  void readsOnThoughAReadingLedTooDeep() {
    String deep = phone();
    SmsDesk broken =
        new SmsDesk(inbox, reporters, letters) {
          @Override
          void read(Inbox.Arrived message) {
            if (message.letter().from().equals(deep)) {
              throw new StackOverflowError();
            }
            super.read(message);
          }
        };
    long first = sms(deep, "BONTANG lampu jalan mati di depan pasar");
    String other = phone();
    sms(other, "BONTANG lampu jalan mati di depan balai desa");
    new InboxReader(inbox, broken, mails, posts, transaction).readAll();
    assertThat(of(other)).hasSize(1);
    assertThat(broken(first).id()).isEqualTo(first);
    reader.readAll();
  }

  private Optional<Inbox.Arrived> next() {
    return inbox.next(Wire.Kind.SMS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whoever writes in somebody's name a hundred times keeps them waiting for an hour, not more. */
  @Test
  void holdsNobodyForMoreThanAnHour() {
    String phone = phone();
    int most = Inbox.CALM + (int) Inbox.CALMED.toMinutes() + 5;
    for (int i = 0; i < most; i++) {
      sms(phone, "BONTANG parit mampet di gang nomor " + i);
    }
    clock.advance(Inbox.CALMED);
    reader.readAll();
    assertThat(of(phone)).hasSize(most);
  }

  @Test
  void readsOnceMoreWhatAPersonAsksFor() {
    Inbox.Arrived broken = broken("BONTANG jembatan kayu di Loktuan patah di tengah");
    assertThat(desk.readAgain(broken.id())).isTrue();
    reader.readAll();
    assertThat(of(broken.letter().from())).hasSize(1);
    assertThat(desk.readAgain(broken.id())).as("settled").isFalse();
  }

  @Test
  void filesByHandWhereAndHowItsSenderSaid() {
    Inbox.Arrived broken = broken("BONTANG RAHASIA pungutan di sekolah setiap bulan");
    Report report = desk.fileByHand(broken.id()).orElseThrow();
    assertThat(report.matter().visibility()).isEqualTo(Visibility.SECRET);
    assertThat(report.course().desk()).isEqualTo(city.desk);
    assertThat(report.matter().text()).isEqualTo("RAHASIA pungutan di sekolah setiap bulan");
  }

  /** A message whose reading failed until nobody tried any more. */
  private Inbox.Arrived broken(String text) {
    return broken(sms(phone(), text));
  }

  private Inbox.Arrived broken(long id) {
    Optional<Inbox.Arrived> waiting = Optional.empty();
    for (int tries = 0; waiting.isEmpty() && tries < 20; tries++) {
      inbox.failed(id, "Broken");
      waiting = inbox.toLookAt(1_000).stream().filter(a -> a.id() == id).findFirst();
    }
    return waiting.orElseThrow();
  }
}
