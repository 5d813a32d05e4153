package id.lapor.api;

import static id.lapor.api.Hook.Delivery.Standing.DEAD;
import static id.lapor.api.Hook.Delivery.Standing.QUEUED;
import static id.lapor.api.Hook.Delivery.Standing.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.api.Hook.Delivery;
import id.lapor.api.Hook.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookCourseTests {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Outcome DOWN = new Outcome.Unreached(Hook.Why.CONNECTION);
  private static final Outcome BUSY = new Outcome.Unable(503, "sibuk");
  private static final Outcome WRONG = new Outcome.Refused(400, "salah");
  private static final Outcome TAKES = new Outcome.Taken(204);

  private static final Hook HOOK = Hook.first(7, URI.create("https://kota.example/"), START);
  private static final Delivery DELIVERY =
      new Delivery(1, 2, 3, START, QUEUED, 0, null, START, null, null, null);

  @Test
  void restsLongerEachTimeAtMostAnHour() {
    List<Duration> rests = new ArrayList<>();
    Hook hook = HOOK;
    Instant now = START;
    for (int i = 0; i < 12; i++) {
      hook = HookCourse.after(hook, i % 2 == 0 ? DOWN : BUSY, now);
      rests.add(Duration.between(now, hook.restUntil()));
      now = hook.restUntil();
    }
    assertThat(rests.subList(0, 4))
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofSeconds(80));
    assertThat(rests.subList(9, 12)).containsOnly(Duration.ofHours(1));
    assertThat(hook.failingSince()).isEqualTo(START);
    assertThat(hook.state()).isEqualTo(Hook.State.ON);
  }

  @Test
  void countsWhatFailsTogetherOnce() {
    Hook hook = HookCourse.after(HOOK, DOWN, START);
    assertThat(HookCourse.after(hook, DOWN, START.plusSeconds(9))).isEqualTo(hook);
    assertThat(HookCourse.after(hook, DOWN, START.plusSeconds(10)).failures()).isEqualTo(2);
  }

  @Test
  void forgetsFailuresWhenSomethingWasTakenOrRead() {
    Hook failing = HookCourse.after(HOOK, DOWN, START);
    Instant later = START.plusSeconds(60);
    assertThat(HookCourse.after(failing, TAKES, later)).isEqualTo(HOOK.well(later, later));
    assertThat(HookCourse.after(failing, WRONG, later)).isEqualTo(HOOK.well(later, null));
  }

  @Test
  void stopsAfterLongSilenceOnly() {
    Hook failing = HookCourse.after(HOOK, DOWN, START);
    Instant end = START.plus(HookCourse.SILENCE);
    assertThat(HookCourse.after(failing, DOWN, end.minusMillis(1)).state())
        .isEqualTo(Hook.State.ON);
    assertThat(HookCourse.after(failing, DOWN, end).state()).isEqualTo(Hook.State.SILENT);
    assertThat(HookCourse.after(failing, WRONG, end).state()).isEqualTo(Hook.State.ON);
    assertThat(HookCourse.after(HOOK, new Outcome.Gone(), START).state())
        .isEqualTo(Hook.State.GONE);
    Hook off = HOOK.is(Hook.State.OFF);
    for (Outcome outcome : List.of(TAKES, WRONG, BUSY, DOWN)) {
      assertThat(HookCourse.after(off, outcome, START).state()).isEqualTo(Hook.State.OFF);
    }
  }

  private static Delivery at(Delivery delivery, Hook hook, Outcome outcome, Duration after) {
    return HookCourse.after(delivery, hook, outcome, START.plus(after));
  }

  @Test
  void isTriedLessAndLessOften() {
    Delivery d = DELIVERY;
    Instant now = START;
    List<Duration> pauses = new ArrayList<>();
    while (d.standing() == QUEUED) {
      d = HookCourse.after(d, HOOK, WRONG, now);
      pauses.add(Duration.between(now, d.nextAt()));
      now = d.nextAt();
    }
    assertThat(pauses.getFirst()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pauses.getLast()).isEqualTo(Duration.ofHours(6));
    assertThat(pauses).isSorted().hasSizeBetween(20, 30).hasSize(d.tries());
    assertThat(d.triedAt()).isAfterOrEqualTo(START.plus(HookCourse.PATIENCE));
    assertThat(d.standing()).isEqualTo(DEAD);
    assertThat(d.answer()).isEqualTo(400);
    assertThat(d.trouble()).isEqualTo("salah");
  }

  @Test
  void isGivenUpOnlyByAReceiverThatTakesOthers() {
    Delivery tried = at(DELIVERY, HOOK, DOWN, Duration.ZERO);
    Duration late = HookCourse.PATIENCE;
    assertThat(tried.trouble()).isEqualTo("CONNECTION");
    assertThat(tried.answer()).isNull();
    Hook before = HOOK.well(START, START);
    Hook others = HOOK.well(START, START.plusSeconds(1));
    for (Outcome outcome : List.of(DOWN, BUSY)) {
      assertThat(at(tried, before, outcome, late).standing()).isEqualTo(QUEUED);
      assertThat(at(tried, others, outcome, late).standing()).isEqualTo(DEAD);
      assertThat(at(tried, others, outcome, late.minusMillis(1)).standing()).isEqualTo(QUEUED);
    }
    assertThat(at(tried, others, new Outcome.Gone(), late).standing()).isEqualTo(QUEUED);
    assertThat(at(tried, before, TAKES, late).standing()).isEqualTo(TAKEN);
  }

  @Test
  void readsAnswers() {
    assertThat(outcome(204)).isEqualTo(new Outcome.Taken(204));
    assertThat(outcome(410)).isEqualTo(new Outcome.Gone());
    assertThat(List.of(400, 401, 404, 422, 499))
        .allSatisfy(s -> assertThat(outcome(s)).isEqualTo(new Outcome.Refused(s, "tidak bisa")));
    assertThat(List.of(301, 307, 408, 425, 429, 500, 503, 599))
        .allSatisfy(s -> assertThat(outcome(s)).isEqualTo(new Outcome.Unable(s, "tidak bisa")));
  }

  private static Outcome outcome(int status) {
    byte[] body = "tidak\r\n\u001bbisa".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return HookPost.outcome(new id.lapor.platform.net.Outgoing.Answer(status, "text/plain", body));
  }
}
