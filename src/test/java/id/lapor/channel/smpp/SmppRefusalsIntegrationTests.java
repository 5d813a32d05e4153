package id.lapor.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.Wire;
import id.lapor.notification.GivenUp;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose fault it is when a message is not taken, and when it goes again. */
@ApplicationTest
class SmppRefusalsIntegrationTests extends SmppTalk {

  @Autowired GivenUp givenUp;

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
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_ROK);
    long taken = say("Untuk sekarang.");
    postman.deliver();
    assertThat(state(taken)).startsWith("SENT");
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_RSYSERR);
    long later = say("Untuk nanti.");
    postman.deliver();
    assertThat(state(later)).startsWith("QUEUED");
    assertThat(tries(later)).as("another was taken just now").isEqualTo(1);
    clock.advance(Duration.ofMinutes(1));
    postman.deliver();
    assertThat(tries(later)).as("the operator's own trouble").isEqualTo(1);
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_ROK);
    clock.advance(Duration.ofMinutes(1));
    postman.deliver();
    assertThat(state(later)).startsWith("SENT");
  }

  /**
   * Whoever mended what an operator refuses numbers for has them sent again; nobody without one.
   */
  @Test
  void sendsAgainWhatWasRefusedAtOnce() {
    wires.answer(
        null, reporters.keep(new Contact(null, null, "a@b.example")), Wire.Kind.SMS, "", "Halo.");
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_RINVDSTADR);
    long before = givenUp.count(Wire.Kind.SMS);
    long refused = say("Ditolak karena awalan nomor baru.");
    postman.deliver();
    assertThat(state(refused)).startsWith("GIVEN_UP");
    assertThat(givenUp.count(Wire.Kind.SMS)).isEqualTo(before + 1);
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_ROK);
    givenUp.sendAgain(Wire.Kind.SMS, new Officer(903, "nadia", "Nadia", 1, Role.NATIONAL_ADMIN));
    postman.deliver();
    assertThat(state(refused)).startsWith("SENT");
    assertThat(givenUp.count(Wire.Kind.SMS)).isZero();
  }

  /** What the operator calls its own trouble, and is that of one number. */
  @Test
  void givesUpWhatNeverPassesWhileOthersDo() {
    long never = say("Yang tidak pernah lewat.");
    LINE.operator()
        .temper(s ->
            phone.endsWith(s.getDestAddress())
                ? SMPPConstant.STAT_ESME_RSYSERR
                : SMPPConstant.STAT_ESME_ROK);
    for (int i = 0; i < 30 && !state(never).startsWith("GIVEN_UP"); i++) {
      wires.answer(
          null,
          reporters.keep(new Contact(null, "+6281399" + (100_000 + i), null)),
          Wire.Kind.SMS,
          "",
          "Yang lewat.");
      postman.deliver();
      clock.advance(Duration.ofMinutes(181));
    }
    assertThat(state(never)).startsWith("GIVEN_UP");
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
    clock.advance(Duration.ofMinutes(9));
    postman.deliver();
    assertThat(tries).as("it may have it").hasValue(1);
    clock.advance(Duration.ofMinutes(1));
    Awaitility.await().atMost(PATIENCE).until(() -> wire.carries(Wire.Kind.SMS));
    postman.deliver();
    assertThat(state(message)).startsWith("SENT");
    assertThat(tries).hasValue(2);
    assertThat(count("notification_message WHERE id = " + message + " AND tries > 0")).isEqualTo(1);
  }

  /** Each of them would get there and be sent again. */
  @Test
  void restsWhereNothingIsAnswered() {
    Awaitility.await().atMost(PATIENCE).until(() -> wire.carries(Wire.Kind.SMS));
    CountDownLatch later = new CountDownLatch(1);
    LINE.operator()
        .temper(_ -> {
          await(later);
          return SMPPConstant.STAT_ESME_ROK;
        });
    List<Long> messages = List.of(say("Satu."), say("Dua."));
    postman.deliver();
    assertThat(wire.carries(Wire.Kind.SMS)).isFalse();
    assertThat(wire.serves(Wire.Kind.SMS)).isTrue();
    later.countDown();
    LINE.operator().temper(_ -> SMPPConstant.STAT_ESME_ROK);
    clock.advance(Duration.ofMinutes(10));
    Awaitility.await().atMost(PATIENCE).until(() -> wire.carries(Wire.Kind.SMS));
    postman.deliver();
    assertThat(messages).allSatisfy(m -> assertThat(state(m)).startsWith("SENT"));
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
}
