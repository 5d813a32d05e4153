package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import id.lapor.report.Workflow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A receiver on this machine is told what happens: all, in order, signed, however it does. */
@ApplicationTest
class HookIntegrationTests extends HookTown {

  @Autowired Hooks hooks;

  @Test
  void tellsTheReceiverOfTheDocument() throws Exception {
    clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    String secret = told();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "docs/api/Receiver.java",
                "0",
                secret)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String there = line(lines);
      assertThat(there).startsWith("listening on http://localhost:");
      by(sari, post(page("")).param("alamat", there.substring("listening on ".length())));
      Report report = shown("Lampu untuk penerima");
      deliver();
      assertThat(line(lines))
          .startsWith("took " + id(report) + "-2 {\"type\":\"report.Forwarded\"");
      long delivery = store.list(client.id(), null, Long.MAX_VALUE, 1).getFirst().id();
      by(sari, post(page("/ulang")).param("kiriman", String.valueOf(delivery)));
      runner.deliver();
      assertThat(line(lines)).startsWith("again " + id(report) + "-2 ");
      clock.advance(Duration.ofMinutes(6)); // a message that says it is of another time
      answered(report);
      deliver();
      assertThat(line(lines)).startsWith("refused " + id(report) + "-3");
    } finally {
      process.destroy();
    }
  }

  private static String line(BufferedReader lines) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return lines.readLine();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .get(30, TimeUnit.SECONDS);
  }

  private static void verify(String secret, Got message) throws Exception {
    HttpHeaders headers = HttpHeaders.of(message.headers(), (_, _) -> true);
    new Webhook(secret).verify(message.body(), headers);
  }

  @Test
  void signsAsStandardWebhooksHasItAndWithBothSecretsForADay() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    clock.set(now);
    String first = told();
    shown("Lampu pertama");
    deliver();
    verify(first, got.getFirst());
    Got changed = got.getFirst();
    assertThatThrownBy(() ->
            verify(
                first,
                new Got(
                    changed.id(),
                    changed.headers(),
                    changed.body().replace("report.", "laporan."),
                    0)))
        .isInstanceOf(WebhookVerificationException.class);
    String second = secret(by(sari, post(page("/rahasia"))));
    shown("Lampu kedua");
    deliver();
    verify(first, got.get(1));
    verify(second, got.get(1));
    clock.set(now.minus(HookSecret.OLD_WORKS)); // so that a day later is now
    String third = secret(by(sari, post(page("/rahasia"))));
    clock.set(now.plus(Duration.ofMinutes(1)));
    shown("Lampu ketiga");
    deliver();
    verify(third, got.get(2));
    assertThatThrownBy(() -> verify(second, got.get(2)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  /** What is told of reports goes where an administrator said, and nowhere else. */
  @Test
  void tellsNothingAtAnAddressNobodySet() throws Exception {
    told();
    jdbc.sql("UPDATE api_hook SET address = address || 'lain' WHERE client_id = ?")
        .param(client.id())
        .update();
    shown("Lampu untuk alamat orang lain");
    deliver();
    assertThat(store.list(client.id(), null, Long.MAX_VALUE, 1)).isEmpty();
    jdbc.sql("UPDATE api_hook SET address = left(address, -4) WHERE client_id = ?")
        .param(client.id())
        .update();
    deliver();
    assertThat(store.list(client.id(), null, Long.MAX_VALUE, 1)).hasSize(1);
  }

  /** The like of which nobody foresaw: an address saved before ports were looked at. */
  @Test
  void countsWhatNobodyForesawAsATry() throws Exception {
    told();
    hooks.set(client, URI.create("https://localhost:99999/"), sari);
    shown("Lampu untuk porta yang tidak ada");
    deliver();
    Hook.Delivery tried = store.list(client.id(), null, Long.MAX_VALUE, 1).getFirst();
    assertThat(tried.tries()).isEqualTo(1);
    assertThat(tried.trouble()).isEqualTo(Hook.Why.BROKEN.name());
    Hook hook = store.find(client.id()).orElseThrow();
    assertThat(hook.failures()).isEqualTo(1);
    assertThat(hook.restUntil()).isAfter(clock.instant());
    by(sari, post(page("/uji"))).andExpect(content().string(containsString("Sambungan terputus")));
  }

  @Test
  void tellsInOrderForEachReportAndHoldsUpNoOther() throws Exception {
    told();
    Report first = shown("Lampu yang ditolak");
    Report second = shown("Lampu yang diterima");
    answered(first);
    answered(second);
    answers = m -> m.id().equals(id(first) + "-2") ? 400 : 204;
    deliver();
    assertThat(taken()).containsExactly(id(second) + "-2", id(second) + "-3");
    answers = _ -> 204;
    after(Duration.ofSeconds(10));
    assertThat(taken())
        .containsExactly(id(second) + "-2", id(second) + "-3", id(first) + "-2", id(first) + "-3");
  }

  @Test
  void losesNothingWhileTheReceiverIsAway() throws Exception {
    told();
    answers = _ -> 503;
    List<String> all =
        IntStream.range(0, 30).mapToObj(i -> id(shown("Lampu ke-" + i)) + "-2").toList();
    deliver();
    assertThat(got).hasSizeBetween(1, 10); // what was sent together, and no more
    int before = got.size();
    after(Duration.ofSeconds(10));
    assertThat(got).hasSize(before + 1); // one, to see how it does
    after(Duration.ofDays(4));
    assertThat(got).hasSize(before + 2);
    answers = _ -> 204;
    after(Duration.ofHours(7));
    assertThat(taken()).containsExactlyInAnyOrderElementsOf(all);
    by(sari, get(page(""))).andExpect(content().string(not(containsString("gagal sejak"))));
  }

  @Test
  void stopsAfterFiveDaysAndGoesOnWhereItWas() throws Exception {
    told();
    receiver.stop(0);
    Report report = shown("Lampu yang menunggu");
    deliver();
    after(HookCourse.SILENCE);
    assertThat(store.find(client.id()).orElseThrow().state()).isEqualTo(Hook.State.SILENT);
    by(sari, get(page("")))
        .andExpect(content().string(containsString("tidak bekerja selama lima hari")))
        .andExpect(content().string(containsString("Tidak ada yang menjawab di alamat itu")));
    answered(report);
    receiver = listening(receiver.getAddress());
    runner.deliver();
    assertThat(got).isEmpty();
    by(sari, post(page("/lanjut")));
    runner.deliver();
    assertThat(taken()).containsExactly(id(report) + "-2");
    deliver();
    assertThat(taken()).containsExactly(id(report) + "-2", id(report) + "-3");
  }

  @Test
  void endsWhenTheReceiverWantsNoMore() throws Exception {
    told();
    answers = _ -> 410;
    Report report = shown("Lampu terakhir");
    IntStream.range(0, 20).forEach(i -> shown("Lampu sesudahnya " + i));
    deliver();
    assertThat(got).hasSizeBetween(1, 10); // what was sent together, and no more
    answers = _ -> 204;
    after(Duration.ofDays(1));
    assertThat(taken()).isEmpty();
    by(sari, get("/sistem-luar")).andExpect(content().string(containsString("HTTP 410")));
    by(sari, post(page("/lanjut")));
    runner.deliver();
    assertThat(taken()).hasSize(21).contains(id(report) + "-2");
    assertThat(store.due(clock.instant())).isEmpty();
  }

  @Test
  void tellsOnceFromTwoServersTogether() throws Exception {
    told();
    List<String> all =
        IntStream.range(0, 25).mapToObj(i -> id(shown("Lampu bersama " + i)) + "-2").toList();
    HookRunner second = new HookRunner(store, events, telling, hookPost, transaction, clock);
    clock.advance(Workflow.SECOND_THOUGHTS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(runner::deliver);
      var two = threads.submit(second::deliver);
      one.get();
      two.get();
    }
    second.stop();
    assertThat(got.stream().map(Got::id)).containsExactlyInAnyOrderElementsOf(all);
  }
}
