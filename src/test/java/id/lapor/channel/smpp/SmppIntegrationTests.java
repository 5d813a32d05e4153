package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.notification.Postman;
import id.lapor.notification.Wires;
import id.lapor.people.Contact;
import id.lapor.people.Reporters;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A line to an operator, both ways and through its faults. */
@ApplicationTest
class SmppIntegrationTests {

  private static final SmppLine LINE = new SmppLine("telko");
  private static final SmppLine WRONG = new SmppLine("salah");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired Lines lines;
  @Autowired SmppIntake intake;
  @Autowired Receipts receipts;
  @Autowired Inbox inbox;
  @Autowired TransactionTemplate transaction;
  @Autowired Reporters reporters;
  @Autowired Wires wires;
  @Autowired Postman postman;
  @Autowired SettableClock clock;
  @Autowired SmppWire wire;
  @Autowired JdbcClient jdbc;

  private final String phone =
      "+62813" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);

  @DynamicPropertySource
  static void line(DynamicPropertyRegistry registry) {
    LINE.settings().forEach((name, value) -> registry.add(name, () -> value));
    WRONG
        .settings()
        .forEach((name, value) -> registry.add(name.replace("[0]", "[1]"), () -> value));
    registry.add("lapor.smpp.links[1].password", () -> "salah");
  }

  @BeforeAll
  static void open() throws IOException {
    LINE.open();
    WRONG.open();
  }

  @AfterAll
  static void close() throws IOException {
    LINE.close();
    WRONG.close();
  }

  @BeforeEach
  void connected() {
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_ROK);
    LINE.operator().before((_, _) -> {});
    LINE.operator().nameless(() -> false);
    LINE.await();
  }

  private int count(String from) {
    return jdbc.sql("SELECT count(*) FROM " + from).query(Integer.class).single();
  }

  /**
   * @return number of the message
   */
  private long say(String words) {
    wires.answer(null, reporters.keep(new Contact(null, phone, null)), Wire.Kind.SMS, "", words);
    return jdbc.sql("SELECT max(id) FROM notification_message").query(Long.class).single();
  }

  private String state(long message) {
    return jdbc.sql(
            "SELECT state || ' ' || coalesce(receipt, '-') FROM notification_message WHERE id = ?")
        .param(message)
        .query(String.class)
        .single();
  }

  /** Tells that a message was lost, and has it read. */
  private void lost(String id) {
    try {
      LINE.operator().receipt(id, "UNDELIV");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    receipts.passOn();
  }

  private List<Operator.Sent> sent() {
    return LINE.operator().sent().stream().filter(s -> s.to().equals(phone)).toList();
  }

  @Test
  void filesAMessageWhosePartsComeInAnyOrderAndAgain() throws Exception {
    int before = count("channel_inbox");
    List<Operator.Part> parts =
        Operator.parts(phone, "BONTANG lampu jalan mati " + "di depan pasar ".repeat(20), 17);
    assertThat(parts).hasSize(3);
    for (int i : new int[] {2, 0, 0, 2}) {
      LINE.operator().bring(parts.get(i));
    }
    assertThat(count("channel_inbox")).as("not whole").isEqualTo(before);
    LINE.operator().bring(parts.get(1));
    LINE.operator().bring(parts.get(1));
    assertThat(count("channel_inbox")).isEqualTo(before + 1);
    assertThat(count("channel_piece WHERE sealed IS NOT NULL AND number = 3")).isZero();
  }

  @Test
  void filesWhatThereIsOfAMessageWhosePartsDoNotCome() throws Exception {
    int before = count("channel_inbox");
    List<Operator.Part> parts =
        Operator.parts(phone, "BONTANG parit mampet " + "di gang mawar ".repeat(20), 18);
    LINE.operator().bring(parts.getFirst());
    clock.advance(Duration.ofMinutes(9));
    intake.closeIncomplete();
    assertThat(count("channel_inbox")).isEqualTo(before);
    clock.advance(Duration.ofMinutes(2));
    intake.closeIncomplete();
    assertThat(count("channel_inbox")).isEqualTo(before + 1);
    intake.closeIncomplete();
    assertThat(count("channel_inbox")).isEqualTo(before + 1);
  }

  @Test
  void leavesWhatIsNoTextToAPerson() throws Exception {
    int before = count("channel_inbox WHERE state = 'LOOK' AND trouble = 'octets'");
    LINE.operator().bring(new Operator.Part(phone, 4, new byte[] {1, 2, (byte) 0xff}, false));
    assertThat(count("channel_inbox WHERE state = 'LOOK' AND trouble = 'octets'"))
        .isEqualTo(before + 1);
  }

  @Test
  void notesWhatBecameOfAMessage() throws Exception {
    long arrived = say("Laporan Anda diterima.");
    postman.deliver();
    assertThat(state(arrived)).isEqualTo("SENT -");
    LINE.operator().receipt(sent().getFirst().id(), "DELIVRD");
    receipts.passOn();
    assertThat(state(arrived)).isEqualTo("SENT ARRIVED");
  }

  @Test
  void noteALongMessageWhenAllOfItArrived() throws Exception {
    long message = say("Laporan Anda diterima. ".repeat(15).strip());
    postman.deliver();
    assertThat(sent()).hasSize(3);
    assertThat(LINE.operator().shown(phone))
        .containsExactly("Laporan Anda diterima. ".repeat(15).strip());
    LINE.operator().receipt(sent().get(2).id(), "DELIVRD");
    LINE.operator().receipt(sent().get(0).id(), "DELIVRD");
    receipts.passOn();
    assertThat(state(message)).isEqualTo("SENT -");
    LINE.operator().receipt(sent().get(1).id(), "EXPIRED");
    receipts.passOn();
    assertThat(state(message)).isEqualTo("SENT LOST");
  }

  @Test
  void keepsAReceiptThatComesBeforeTheAnswer() throws Exception {
    LINE.operator()
        .before((taken, id) -> {
          if (phone.endsWith(taken.getDestAddress())) {
            lost(id);
          }
        });
    long message = say("Balasan untuk Anda.");
    postman.deliver();
    assertThat(sent()).hasSize(1);
    receipts.passOn();
    assertThat(state(message)).isEqualTo("SENT LOST");
  }

  /** It has it: no receipt will be understood, but nothing is sent again. */
  @Test
  void sendsNothingAgainThatWasTakenWithoutANumber() {
    AtomicInteger taken = new AtomicInteger();
    LINE.operator().nameless(() -> taken.getAndIncrement() == 0);
    List<Long> messages = List.of(say("Tanpa nomor."), say("Dengan nomor."));
    postman.deliver();
    postman.deliver();
    assertThat(messages).allSatisfy(m -> assertThat(state(m)).isEqualTo("SENT -"));
    assertThat(LINE.operator().shown(phone))
        .containsExactlyInAnyOrder("Tanpa nomor.", "Dengan nomor.");
  }

  @Test
  void sendsNothingAgainWhoseNumberCannotBeKept() {
    jdbc.sql("ALTER TABLE channel_receipt RENAME TO channel_receipt_away").update();
    try {
      long message = say("Nomornya tidak tersimpan.");
      postman.deliver();
      postman.deliver();
      assertThat(state(message)).isEqualTo("SENT -");
    } finally {
      jdbc.sql("ALTER TABLE channel_receipt_away RENAME TO channel_receipt").update();
    }
    assertThat(LINE.operator().shown(phone)).containsExactly("Nomornya tidak tersimpan.");
  }

  /** By its class with words, or by the parameters alone; neither is a citizen's message. */
  @Test
  void understandsReceiptsThatComeAsData() throws Exception {
    int before = count("channel_inbox");
    long arrived = say("Kabar ini sampai.");
    long lost = say("Kabar ini hilang.");
    postman.deliver();
    String text = "id:%s stat:DELIVRD".formatted(id("Kabar ini sampai."));
    LINE.operator()
        .dataReceipt(
            4, new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.US_ASCII)));
    LINE.operator()
        .dataReceipt(
            0,
            new OptionalParameter.Receipted_message_id(id("Kabar ini hilang.")),
            new OptionalParameter.Message_state((byte) 5));
    receipts.passOn();
    assertThat(state(arrived)).isEqualTo("SENT ARRIVED");
    assertThat(state(lost)).isEqualTo("SENT LOST");
    assertThat(count("channel_inbox")).isEqualTo(before);
  }

  private String id(String text) {
    return sent().stream()
        .filter(s -> s.piece().text().equals(text))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void slowsDownWhenTheOperatorAsksForIt() {
    AtomicInteger tries = new AtomicInteger();
    LINE.operator()
        .temper(_ ->
            tries.incrementAndGet() <= 2
                ? SMPPConstant.STAT_ESME_RTHROTTLED
                : SMPPConstant.STAT_ESME_ROK);
    long message = say("Pesan yang ditahan sebentar.");
    postman.deliver();
    assertThat(state(message)).startsWith("SENT");
    assertThat(tries).hasValue(3);
    assertThat(LINE.operator().shown(phone)).containsExactly("Pesan yang ditahan sebentar.");
  }

  @Test
  void givesUpANumberThatDoesNotExistAndTriesOthersAgain() {
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_RINVDSTADR);
    long hopeless = say("Untuk nomor yang tidak ada.");
    postman.deliver();
    assertThat(state(hopeless)).startsWith("GIVEN_UP");
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_RSYSERR);
    long later = say("Untuk nanti.");
    postman.deliver();
    assertThat(state(later)).startsWith("QUEUED");
    assertThat(tries(later)).as("the operator's own trouble").isZero();
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_ROK);
    clock.advance(Duration.ofMinutes(1));
    postman.deliver();
    assertThat(state(later)).startsWith("SENT");
  }

  /** What was taken of it would be sent again and again. */
  @Test
  void countsWhatWasTakenInPart() {
    AtomicInteger parts = new AtomicInteger();
    LINE.operator()
        .temper(_ ->
            parts.incrementAndGet() == 1
                ? SMPPConstant.STAT_ESME_ROK
                : SMPPConstant.STAT_ESME_RSYSERR);
    long message = say("Sampai separuh saja. ".repeat(15).strip());
    postman.deliver();
    assertThat(state(message)).startsWith("QUEUED");
    assertThat(tries(message)).isEqualTo(1);
    jdbc.sql("DELETE FROM notification_message WHERE id = ?").param(message).update();
  }

  private int tries(long message) {
    return jdbc.sql("SELECT tries FROM notification_message WHERE id = ?")
        .param(message)
        .query(Integer.class)
        .single();
  }

  /** It has it, and nobody knows: it is sent again, which is on record. */
  @Test
  void triesAgainWhatWasAnsweredTooLateAndNotesThat() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    AtomicInteger tries = new AtomicInteger();
    LINE.operator()
        .temper(_ -> {
          if (tries.getAndIncrement() == 0) {
            await(later);
          }
          return SMPPConstant.STAT_ESME_ROK;
        });
    long message = say("Jawabannya terlambat.");
    postman.deliver();
    later.countDown();
    assertThat(state(message)).startsWith("QUEUED");
    assertThat(count("notification_message WHERE id = " + message + " AND trouble LIKE '%answer%'"))
        .isEqualTo(1);
    clock.advance(Duration.ofMinutes(1));
    postman.deliver();
    assertThat(state(message)).startsWith("SENT");
    assertThat(tries).hasValue(2);
    assertThat(count("notification_message WHERE id = " + message + " AND tries > 0")).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void isThereWhileNoLineIsConnected() {
    SmppWire alone = new SmppWire(List::of, receipts);
    assertThat(alone.carries(Wire.Kind.SMS)).isFalse();
    assertThat(alone.serves(Wire.Kind.SMS)).isTrue();
    assertThat(alone.serves(Wire.Kind.EMAIL)).isFalse();
  }

  @Test
  void comesBackAfterTheOperatorHungUp() {
    LINE.operator().hangUp();
    LINE.await();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(lines.state("SMPP telko"))
              .hasValueSatisfying(s -> assertThat(s.connectedSince()).isNotNull());
          long message = say("Kembali lagi.");
          postman.deliver();
          assertThat(state(message)).startsWith("SENT");
        });
  }

  /**
   * For some seconds, with {@code -Dheavy=true} a minute, it drops, repeats and reorders, uses
   * references again, hangs up in the middle and answers when nobody waits any more. What was
   * acknowledged is there, once each; what was sent it has, as often as it was tried at most.
   */
  @Test
  void losesAndDoublesNothingOfAHostileOperator() throws Exception {
    drain();
    Duration time = Boolean.getBoolean("heavy") ? Duration.ofMinutes(1) : Duration.ofSeconds(7);
    Set<String> acknowledged;
    Map<String, Integer> told;
    try (HostileOperator operator = new HostileOperator(LINE.operator(), phone, wire)) {
      acknowledged = operator.rage(time);
      told = operator.told();
    }
    assertThat(acknowledged).hasSizeGreaterThan(20);
    assertThat(told).hasSizeGreaterThan(20);
    told.forEach((text, noted) ->
        assertThat(LINE.operator().sent().stream().filter(s -> s.piece().text().equals(text)))
            .as("%s, never twice without a note of it", text)
            .hasSizeBetween(1, 1 + noted));
    clock.advance(Duration.ofMinutes(11));
    intake.closeIncomplete();
    assertThat(drain()).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  /** Takes everything out of the inbox. */
  private List<String> drain() {
    clock.advance(Duration.ofDays(2));
    List<String> texts = new ArrayList<>();
    boolean more = true;
    while (more) {
      more =
          Boolean.TRUE.equals(
              transaction.execute(_ -> {
                Optional<Inbox.Arrived> next = inbox.next(Wire.Kind.SMS);
                next.ifPresent(m -> {
                  texts.add(m.letter().text());
                  inbox.read(m.id(), null);
                });
                return next.isPresent();
              }));
    }
    return texts;
  }

  @Test
  void saysThatAPasswordIsRefused() {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(lines.state("SMPP salah"))
                .hasValueSatisfying(s -> assertThat(s.trouble()).isEqualTo(Lines.Trouble.LOGIN)));
  }
}
