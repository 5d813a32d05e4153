package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What administrators see of hooks and do to them, and what nobody is told. */
@ApplicationTest
class HookPagesIntegrationTests extends HookTown {

  @Test
  void takesOnlySafeAddressesAndForgetsNothingTyped() throws Exception {
    for (String wrong :
        List.of(
            "",
            "kota.example",
            "http://kota.example/",
            "https://a:b@kota.example/",
            "https://kota.example/#x",
            "file:///etc/passwd",
            "https:///tanpa-nama",
            "https://localhost:0/",
            "https://localhost:65536/",
            "https://localhost:99999/",
            "https://kota.example/" + "a".repeat(500))) {
      by(sari, post(page("")).param("alamat", wrong)).andExpect(status().isUnprocessableContent());
    }
    by(sari, post(page("")).param("alamat", "http://kota.example/x"))
        .andExpect(content().string(containsString("value=\"http://kota.example/x\"")));
    assertThat(store.find(client.id())).isEmpty();
    for (String inner :
        List.of("https://10.0.0.1/", "https://[::1]/", "https://127.0.0.1:8443/x")) {
      by(sari, post(page("")).param("alamat", inner))
          .andExpect(status().isUnprocessableContent())
          .andExpect(content().string(containsString("tidak akan pernah sampai")));
    }
    assertThat(store.find(client.id())).isEmpty();
    by(sari, post(page("")).param("alamat", "https://salah-tulis.invalid/"))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("sekarang tidak ditemukan")));
    by(sari, post(page("/uji")))
        .andExpect(content().string(containsString("menuju jaringan yang tidak publik")));
  }

  @Test
  void belongsToAdministratorsAboveAndIsOnTheTrail() throws Exception {
    String secret = told();
    by(sari, get(page(""))).andExpect(content().string(not(containsString(secret))));
    by(sari, post(page("/uji"))).andExpect(content().string(containsString("HTTP 204")));
    by(sari, post(page("/henti")));
    shown("Lampu saat berhenti");
    deliver();
    assertThat(got).hasSize(1).allSatisfy(g -> assertThat(g.id()).startsWith("test-"));
    Officer below = new Officer(905, "tono", "Tono", city.works.value(), Role.ADMINISTRATOR);
    for (String act : List.of("", "/rahasia", "/henti", "/lanjut", "/uji", "/ulang")) {
      by(below, post(page(act)).param("alamat", address())).andExpect(status().isNotFound());
    }
    by(below, get(page(""))).andExpect(status().isNotFound());
    assertThat(clients.history(client))
        .extracting(Client.Act::what)
        .containsExactly(
            Client.Act.What.HOOK_STOPPED, Client.Act.What.HOOK_SET, Client.Act.What.MADE);
    sequencer.placeAll();
    assertThat(verifier.verify().first()).isEmpty();
    clients.end(client, sari);
    by(sari, get(page(""))).andExpect(status().isOk());
    by(sari, post(page("/lanjut"))).andExpect(status().isNotFound());
  }

  @Test
  void saysNothingOfWhatWasHiddenOrTakenBackMeanwhile() throws Exception {
    told();
    answers = _ -> 503;
    Report report = shown("Lampu yang disembunyikan");
    deliver();
    assertThat(got).hasSize(1);
    reports.command(
        report.id(),
        new Command.Narrow(Visibility.SECRET, "Menyangkut anak di bawah umur."),
        City.actor(city.rani));
    answers = _ -> 204;
    after(Duration.ofHours(1));
    assertThat(taken()).isEmpty();
    by(sari, get(page(""))).andExpect(content().string(not(containsString(id(report)))));
    assertThat(store.count(client.id(), Hook.Delivery.Standing.QUEUED)).isZero();
  }

  @Test
  void waitsForSecondThoughtsOfTheDesk() throws Exception {
    told();
    Report report = shown("Lampu yang salah kirim");
    runner.deliver();
    reports.command(report.id(), new Command.Recall(), City.actor(city.rani));
    deliver();
    assertThat(got).isEmpty();
  }

  @Test
  void tellsOfSecretReportsOnlyWhoBroughtThem() throws Exception {
    Client.Keyed bringing =
        clients.make(
            new Client.Draft("Pembawa", city.desk, Set.of(Scope.FILE, Scope.OWN, Scope.EVENTS), 60),
            sari);
    told();
    Client other = client;
    client = bringing.client();
    told();
    String reference = secret(bringing);
    deliver();
    assertThat(taken()).containsExactly(reference + "-2");
    assertThat(got.getFirst().data().get("words").asString()).contains("Ini buktinya");
    assertThat(store.list(other.id(), null, Long.MAX_VALUE, 10)).isEmpty();
    by(sari, get(page(""))).andExpect(content().string(not(containsString(reference))));
  }

  /** Who may not read what it brought is not told of it either. */
  @Test
  void tellsNothingHiddenToAKeyWithoutTheScope() throws Exception {
    Client.Keyed bringing =
        clients.make(
            new Client.Draft("Pengirim", city.desk, Set.of(Scope.FILE, Scope.EVENTS), 60), sari);
    client = bringing.client();
    told();
    secret(bringing);
    deliver();
    assertThat(got).isEmpty();
    assertThat(store.list(client.id(), null, Long.MAX_VALUE, 10)).isEmpty();
  }

  /** Number of a secret report the client brought and on which its reporter said something. */
  private String secret(Client.Keyed bringing) throws Exception {
    String answer =
        answer(
                post("/api/v1/reports")
                    .header("Authorization", "Bearer " + bringing.key())
                    .header("Idempotency-Key", "rahasia")
                    .contentType("application/json")
                    .content("{\"text\": \"Diminta uang di loket\", \"visibility\": \"secret\"}"))
            .getContentAsString();
    String reference = JSON.readTree(answer).get("reference").asString();
    Report report =
        reports.find(id.lapor.report.Reference.parse(reference).orElseThrow()).orElseThrow();
    reports.command(
        report.id(), new Command.Reply("Ini buktinya", List.of()), new Actor.Reporter());
    return reference;
  }

  @Test
  void showsWhatIsNotTakenAndSendsItAgain() throws Exception {
    told();
    answers = _ -> 422;
    Report report = shown("Lampu yang tidak dimengerti");
    deliver();
    for (int i = 0; i < 30; i++) {
      after(Duration.ofHours(6));
    }
    int tries = got.size();
    after(Duration.ofHours(6));
    assertThat(got).hasSize(tries);
    by(sari, get(page("")).param("keadaan", "DEAD"))
        .andExpect(content().string(containsString(id(report) + "-2")))
        .andExpect(content().string(containsString("HTTP 422")));
    answers = _ -> 204;
    by(sari, post(page("/ulang")));
    runner.deliver();
    assertThat(taken()).containsExactly(id(report) + "-2");
    by(sari, get(page("")).param("keadaan", "DEAD"))
        .andExpect(content().string(not(containsString(id(report)))));
  }
}
