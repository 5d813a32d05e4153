package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Inbox;
import id.lapor.channel.Lines;
import id.lapor.channel.Wire;
import id.lapor.platform.db.ApplicationTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;

/** A line to an operator, both ways and through its faults. */
@ApplicationTest
class SmppIntegrationTests extends SmppTalk {

  /** Tells that a message was lost, and has it read. */
  private void lost(String id) {
    try {
      LINE.operator().receipt(id, "UNDELIV");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    receipts.passOn();
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

  /** What became of the first message is nothing of the second. */
  @Test
  void beginsAnewWithANumberThatIsUsedAgain() throws Exception {
    long first = say("Yang pertama.");
    postman.deliver();
    String id = id("Yang pertama.");
    LINE.operator().receipt(id, "DELIVRD");
    receipts.passOn();
    LINE.operator().givesNumbersAgain(1);
    long second = say("Yang kedua.");
    postman.deliver();
    assertThat(id("Yang kedua.")).isEqualTo(id);
    receipts.passOn();
    assertThat(state(second)).isEqualTo("SENT -");
    LINE.operator().receipt(id, "UNDELIV");
    receipts.passOn();
    assertThat(state(second)).isEqualTo("SENT LOST");
    assertThat(state(first)).isEqualTo("SENT ARRIVED");
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

  /** It is in trouble all the while, however often it lets us in, and asked ever less often. */
  @Test
  void isNoLineThatIsHungUpOnAtOnce() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> lines.state("SMPP telko").map(Lines.State::connectedSince).isPresent());
    LINE.operator().hangsUp(true);
    LINE.operator().hangUp();
    Awaitility.await().atMost(PATIENCE).until(() -> troubleSince().isPresent());
    Instant since = troubleSince().orElseThrow();
    clock.advance(Duration.ofMinutes(1));
    int binds = LINE.operator().binds();
    Awaitility.await().atMost(PATIENCE).until(() -> LINE.operator().binds() >= binds + 2);
    assertThat(troubleSince()).contains(since);
    assertThat(lines.state("SMPP telko").orElseThrow().connectedSince()).isNull();
    LINE.operator().hangsUp(false);
    LINE.await();
    Awaitility.await().atMost(PATIENCE).until(() -> troubleSince().isEmpty());
  }

  private Optional<Instant> troubleSince() {
    return lines.state("SMPP telko").map(Lines.State::troubleSince);
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
