package id.lapor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import id.lapor.agency.Agencies;
import id.lapor.channel.Lines;
import id.lapor.channel.LocalKannel;
import id.lapor.channel.Receipt;
import id.lapor.channel.Wire;
import id.lapor.people.Contact;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A gateway that is down keeps everything waiting, loses nothing and says so. */
@DatabaseTest
class OutageIntegrationTests {

  private static final LocalKannel KANNEL = new LocalKannel(OutageIntegrationTests::answer);
  private static final List<String> TAKEN = new CopyOnWriteArrayList<>();
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static volatile int status = 202;

  /** Numbers that begin so have no route. */
  private static final String NOWHERE = "+62899";

  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired List<Wire> all;
  @Autowired Postman postman;
  @Autowired Lines lines;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired SettableClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private ReporterId reporter;

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      ASKED.add(text);
      if (text.startsWith("Bisu")) {
        return; // hangs up without a word
      }
      int said = text.startsWith("Salah") ? 400 : text.startsWith("Racun") ? 500 : status;
      String to = exchange.getRequestHeaders().getFirst("X-Kannel-To");
      boolean routed = to == null || !to.startsWith(NOWHERE);
      if (said == 202 && routed) {
        TAKEN.add(text);
      }
      byte[] words =
          (routed ? "" : "Not routable. Do not try again.").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(routed ? said : 403, words.length == 0 ? -1 : words.length);
      exchange.getResponseBody().write(words);
    }
  }

  @DynamicPropertySource
  static void gateway(DynamicPropertyRegistry registry) {
    KANNEL.set(registry);
  }

  @AfterAll
  static void stop() {
    KANNEL.close();
  }

  @BeforeEach
  void begin() {
    clock.advance(Duration.ofHours(1)); // whatever was down before is asked again
    status = 202;
    jdbc.sql("DELETE FROM notification_message").update();
    reporter = reporters.keep(new Contact(null, "+6281200000041", null));
    say("Apa kabar");
    postman.deliver();
    TAKEN.clear();
    ASKED.clear();
  }

  private void say(String words) {
    wires.answer(null, reporter, Wire.Kind.SMS, "", words);
  }

  private boolean carries() {
    return all.stream().anyMatch(w -> w.carries(Wire.Kind.SMS));
  }

  private List<String> states() {
    return jdbc.sql(
            "SELECT state || ' ' || tries FROM notification_message WHERE body <> 'Apa kabar' ORDER BY id")
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void triesNothingForHoursAndSendsAllOnceItIsBack() {
    status = 503;
    for (int i = 0; i < 30; i++) {
      say("Pesan " + i);
    }
    postman.deliver();
    assertThat(ASKED).as("one shows that it is down, the rest waits").hasSize(1);
    assertThat(carries()).isFalse();
    assertThat(wires.serves(Wire.Kind.SMS)).as("it is there all the same").isTrue();
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isEqualTo(Lines.Trouble.BROKEN);
    for (int i = 0; i < 24 * 60; i++) {
      clock.advance(Duration.ofMinutes(1));
      postman.deliver();
    }
    assertThat(ASKED).as("every three minutes").hasSizeBetween(24 * 19, 24 * 21);
    assertThat(states()).hasSize(30).containsOnly("QUEUED 0");
    status = 202;
    clock.advance(Duration.ofMinutes(5));
    postman.deliver();
    assertThat(states()).containsOnly("SENT 1");
    assertThat(TAKEN).hasSize(30).doesNotHaveDuplicates();
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isNull();
  }

  @Test
  void saysThatAPasswordIsRefused() {
    status = 403;
    say("Pesan");
    postman.deliver();
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isEqualTo(Lines.Trouble.LOGIN);
    assertThat(states()).containsExactly("QUEUED 0");
  }

  @Test
  void holdsNothingUpForOneMessageThatIsRefused() {
    say("Salah nomor");
    say("Benar");
    postman.deliver();
    assertThat(states()).containsExactly("GIVEN_UP 1", "SENT 1");
    assertThat(carries()).isTrue();
  }

  /** As smsbox answers for them: 403 as for a wrong password, with other words. */
  @Test
  void givesUpNumbersWithoutARouteAndTellsOnAnotherWire() {
    City city = new City(agencies, reports);
    for (int i = 0; i < 3; i++) {
      say("Baik " + i);
      filed(city, new Contact("Ayu", NOWHERE + "000000" + i, "ayu@contoh.example"));
    }
    say("Baik 3");
    postman.deliver();
    assertThat(TAKEN).containsExactly("Baik 0", "Baik 1", "Baik 2", "Baik 3");
    assertThat(carries()).isTrue();
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isNull();
    assertThat(
            jdbc.sql(
                    """
                    SELECT wire || ' ' || state FROM notification_message
                    WHERE report_id IS NOT NULL AND reporter_id IS NOT NULL ORDER BY wire, id
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "EMAIL QUEUED",
            "EMAIL QUEUED",
            "EMAIL QUEUED",
            "SMS GIVEN_UP",
            "SMS GIVEN_UP",
            "SMS GIVEN_UP");
  }

  private void filed(City city, Contact contact) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.ANONYMOUS,
            false,
            Channel.SMS,
            "Lampu jalan mati di depan pasar sejak Senin",
            null,
            Place.NONE,
            reporters.keep(contact));
    reports.file(new Submission(UUID.randomUUID().toString(), null, matter, city.desk, List.of()));
  }

  /** While one hand waits for another's contact, the second has only later messages of theirs. */
  @Test
  void tellsOneReporterInTheOrderOfWritingWhenTwoHandsSend() throws Exception {
    List<ReporterId> others =
        IntStream.range(0, 15)
            .mapToObj(i -> reporters.keep(new Contact(null, "+62812000005%02d".formatted(i), null)))
            .toList();
    reporter = reporters.keep(new Contact(null, "+6281200000499", null));
    for (int i = 0; i < 65; i++) {
      if (i == 20) {
        others.forEach(other -> wires.answer(null, other, Wire.Kind.SMS, "", "Lain"));
      }
      say("Kabar %02d".formatted(i));
    }
    try (ExecutorService server = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> delivered =
          transaction.execute(_ -> {
            jdbc.sql("SELECT 1 FROM people_vault WHERE reporter_id = ? FOR UPDATE")
                .param(others.getFirst().value())
                .query(Integer.class)
                .single();
            Future<?> sending = server.submit(postman::deliver);
            Awaitility.await().until(() -> TAKEN.size() >= 20);
            Awaitility.await()
                .during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(TAKEN).hasSize(20));
            return sending;
          });
      Objects.requireNonNull(delivered).get();
    }
    assertThat(TAKEN).hasSize(80).filteredOn(t -> t.startsWith("Kabar")).hasSize(65).isSorted();
  }

  /** It may have it, and would be sent it every five minutes for ever. */
  @Test
  void countsEachTimeItFellSilentWithAMessageInItsHands() {
    say("Bisu");
    say("Baik");
    postman.deliver();
    assertThat(states()).containsExactly("QUEUED 1", "QUEUED 0");
    assertThat(lines.state(Lines.KANNEL).orElseThrow().trouble()).isNotNull();
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofHours(4));
      postman.deliver();
    }
    assertThat(states()).containsExactly("GIVEN_UP 12", "SENT 1");
    assertThat(ASKED).filteredOn("Bisu"::equals).hasSize(12);
  }

  @ParameterizedTest
  @EnumSource(names = {"TAKEN", "ARRIVED"})
  void sendsNothingAgainThatItsReceiptSaysIsThere(Receipt.State state) {
    say("Bisu");
    postman.deliver();
    assertThat(states()).containsExactly("QUEUED 1");
    wires.receipt(
        "lapor-" + jdbc.sql("SELECT max(id) FROM notification_message").query(Long.class).single(),
        state);
    assertThat(states()).containsExactly("SENT 1");
    clock.advance(Duration.ofHours(4));
    postman.deliver();
    assertThat(ASKED).filteredOn("Bisu"::equals).hasSize(1);
  }

  /** However often it comes back, and however long all of them have waited. */
  @Test
  void putsWhatBroughtItDownBehindAllOthers() {
    say("Racun");
    for (int i = 0; i < 5; i++) {
      say("Pesan " + i);
    }
    postman.deliver();
    clock.advance(Duration.ofHours(1));
    postman.deliver();
    assertThat(states()).startsWith("QUEUED 0").filteredOn("SENT 1"::equals).hasSize(5);
  }

  /** It looks as if the gateway were down whenever this one comes. */
  @Test
  void getsOthersPastAMessageThatBringsItDown() {
    say("Racun");
    for (int i = 0; i < 5; i++) {
      say("Pesan " + i);
    }
    postman.deliver();
    clock.advance(Duration.ofSeconds(11));
    postman.deliver();
    assertThat(states()).startsWith("QUEUED 0").filteredOn("SENT 1"::equals).hasSize(5);
  }
}
