package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.people.AccountAct;
import id.lapor.people.DataRequest;
import id.lapor.people.Officer;
import id.lapor.platform.db.ApplicationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

/** What the house knows of a reporter is said right by the reporter, and by nobody else. */
@ApplicationTest
class CorrectionsIntegrationTests extends OwnData {

  @Test
  void changesAnAddressOnlyWhenTheOldAndTheNewOneAgree() throws Exception {
    Own own = proven();
    correct(own, "081200009999");
    assertThat(phone(own)).as("until both agree").isNotEqualTo("+6281200009999");
    DataRequest open = requests.correction(own.reporter()).orElseThrow();
    assertThat(Duration.between(open.askedAt(), open.dueAt())).isEqualTo(Duration.ofHours(72));
    see(own).andExpect(content().string(containsString("Pembetulan yang menunggu bukti")));

    prove(own, "baru", "000000").andExpect(status().isUnprocessableContent());
    prove(own, "baru", code(own, "baru")).andExpect(redirectedUrl(own.data()));
    assertThat(phone(own)).as("the old one has not agreed").isNotEqualTo("+6281200009999");
    prove(own, "lama", code(own, "lama")).andExpect(redirectedUrl(own.data()));
    assertThat(phone(own)).isEqualTo("+6281200009999");
    assertThat(reporters.reach(own.reporter()).phoneProven()).isTrue();
    assertThat(requests.of(own.reporter()).getFirst().outcome())
        .isEqualTo(DataRequest.Outcome.DONE);
    assertThat(kept()).as("nothing of the correction is left").isEqualTo(vaultRows(own));
    assertThat(verifier.verify().first()).isEmpty();
  }

  /** Who only found the secret changes no name and no NIK either where an address was proven. */
  @Test
  void changesANameOnlyWhenAProvenAddressAgrees() throws Exception {
    Own own = proven();
    String same = Objects.requireNonNull(phone(own));
    for (String[] other :
        List.of(
            new String[] {"name", "Siti Palsu", "phone", same},
            new String[] {"name", "Siti", "phone", same, "nik", "6474015708900001"})) {
      sends(own, "/betulkan", other).andExpect(redirectedUrl(own.data()));
      assertThat(look(own).name()).isEqualTo("Siti");
      assertThat(look(own).nik()).isNull();
      assertThat(requests.correction(own.reporter())).isPresent();
    }
    prove(own, "lama", code(own, "lama")).andExpect(redirectedUrl(own.data()));
    assertThat(look(own).nik()).isEqualTo("6474015708900001");
    assertThat(reporters.reach(own.reporter()).phoneProven()).isTrue();
    assertThat(kept()).as("nothing of the corrections is left").isEqualTo(vaultRows(own));
    assertThat(verifier.verify().first()).isEmpty();
  }

  /** The last one counts, and each gets an answer. */
  @Test
  void takesManyCorrectionsAtOnce() throws Exception {
    Own own = proven();
    long before = kept();
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String phone = "08120000770" + i;
      all.add(() ->
          sends(own, "/betulkan", "name", "Siti", "phone", phone)
              .andReturn()
              .getResponse()
              .getStatus());
    }
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : many.invokeAll(all)) {
        assertThat(answer.get()).isEqualTo(302);
      }
    }
    assertThat(requests.correction(own.reporter())).isPresent();
    assertThat(kept()).as("one waits").isEqualTo(before + 1);
  }

  @Test
  void correctsAtOnceWhatNeedsNoProof() throws Exception {
    Own own = own(false);
    String same = Objects.requireNonNull(phone(own));
    sends(own, "/betulkan", "name", "Siti Benar", "phone", same)
        .andExpect(redirectedUrl(own.data()));
    assertThat(requests.correction(own.reporter())).isEmpty();
    assertThat(look(own).name()).isEqualTo("Siti Benar");
    assertThat(requests.of(own.reporter()))
        .extracting(DataRequest::kind, DataRequest::outcome)
        .containsExactly(tuple(DataRequest.Kind.CORRECTION, DataRequest.Outcome.DONE));
  }

  @Test
  void letsAPersonDecideWhenTheOldAddressIsLost() throws Exception {
    Own own = proven();
    correct(own, "081200008888");
    Officer admin = admin();
    long id = requests.correction(own.reporter()).orElseThrow().id();
    String list = as(admin, get("/data-pribadi")).andReturn().getResponse().getContentAsString();
    assertThat(list)
        .contains("Permintaan " + id)
        .doesNotContain(own.report().reference().toString(), "Lampu", "Siti", "8888");
    decide(admin, id, "penuhi");
    assertThat(requests.correction(own.reporter())).as("waits for the reporter").isPresent();
    sends(own, "/betulkan/hilang").andExpect(redirectedUrl(own.data()));
    decide(admin, id, "penuhi");
    assertThat(requests.correction(own.reporter())).as("the new one is not proven").isPresent();
    prove(own, "baru", code(own, "baru"));
    clock.advance(Duration.ofHours(73));
    requests.sweep();
    as(admin, get("/data-pribadi")).andExpect(content().string(containsString("tag bad")));
    assertThat(requests.totals(Instant.EPOCH).late()).isEqualTo(1);
    decide(admin, id, "penuhi");
    assertThat(phone(own)).as("granted, not in effect yet").isNotEqualTo("+6281200008888");
    decide(admin, id, "tolak");
    see(own).andExpect(content().string(containsString("Dikabulkan")));
    as(admin, get("/data-pribadi")).andExpect(content().string(containsString("Dikabulkan")));
    clock.advance(DataRequest.OBJECTION.minusSeconds(1));
    requests.sweep();
    assertThat(phone(own)).isNotEqualTo("+6281200008888");
    clock.advance(Duration.ofSeconds(1));
    requests.sweep();
    assertThat(phone(own)).isEqualTo("+6281200008888");
    assertThat(
            accounts.history(admin.accountId()).stream()
                .filter(a -> a.about() != null && a.what() != AccountAct.What.OPENED))
        .as("only what was decided")
        .extracting(AccountAct::what, AccountAct::about)
        .containsExactly(tuple(AccountAct.What.DATA_REQUEST_GRANTED, id + " CORRECTION"));
    see(own).andExpect(content().string(containsString(WHY)));
    web.perform(get("/jejak")).andExpect(content().string(containsString("Hak atas data pribadi")));
    assertThat(requests.totals(Instant.EPOCH).late()).as("stays counted").isEqualTo(1);
  }

  /** Whoever still reads the old address hears of it at once, twice, and stops it. */
  @Test
  void letsTheOldAddressObjectToBeingCalledLost() throws Exception {
    Own own = proven();
    String old = Objects.requireNonNull(phone(own));
    sends(own, "/batasi"); // no news, and yet this
    correct(own, "081200004444");
    prove(own, "baru", code(own, "baru"));
    long id = requests.correction(own.reporter()).orElseThrow().id();
    sends(own, "/betulkan/hilang");
    sends(own, "/betulkan/hilang");
    assertThat(told(own)).as("once for each time it is said").hasSize(1);
    decide(admin(), id, "penuhi");
    assertThat(told(own)).hasSize(2);
    assertThat(String.join(" ", told(own)))
        .doesNotContain(own.report().reference().toString(), "Siti", "4444");
    String objection = told(own).getLast().replaceFirst("(?s).*kode (\\d+-[A-Z2-7]{16}).*", "$1");
    objects(objection.replaceFirst(".$", objection.endsWith("A") ? "B" : "A"))
        .andExpect(status().isUnprocessableContent());
    objects(objection).andExpect(status().isOk());
    objects(objection).andExpect(status().isUnprocessableContent());
    clock.advance(DataRequest.OBJECTION.plusHours(1));
    requests.sweep();
    assertThat(phone(own)).isEqualTo(old);
    assertThat(requests.of(own.reporter()))
        .extracting(DataRequest::outcome)
        .contains(DataRequest.Outcome.OBJECTED);
    assertThat(kept()).as("nothing of it is left").isEqualTo(vaultRows(own));
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void endsACorrectionNobodyProvesAndOneThatIsWithdrawn() throws Exception {
    Own own = proven();
    long before = kept();
    correct(own, "081200007777");
    sends(own, "/betulkan/batal").andExpect(redirectedUrl(own.data()));
    correct(own, "081200006666");
    clock.advance(Duration.ofHours(71));
    requests.sweep();
    assertThat(requests.correction(own.reporter())).isPresent();
    clock.advance(Duration.ofHours(2));
    requests.sweep();
    assertThat(requests.of(own.reporter()))
        .extracting(DataRequest::outcome)
        .containsExactly(DataRequest.Outcome.UNPROVEN, DataRequest.Outcome.WITHDRAWN);
    assertThat(kept()).isEqualTo(before);
    correct(own, "081200005555");
    sends(own, "/hapus", "nomor", own.report().reference().toString());
    assertThat(kept()).as("erasing takes what waits along").isEqualTo(before - 1);
    assertThat(requests.of(own.reporter()))
        .filteredOn(r -> r.kind() == DataRequest.Kind.ERASURE)
        .extracting(DataRequest::outcome)
        .containsExactly(DataRequest.Outcome.DONE);
    assertThat(verifier.verify().first()).isEmpty();
  }

  private ResultActions objects(String code) throws Exception {
    return web.perform(post("/bukan-saya").param("kode", code).with(csrf()));
  }

  private List<String> told(Own own) {
    return jdbc.query(
        """
        SELECT body FROM notification_message
        WHERE asked AND body LIKE '%bukan-saya%' AND reporter_id = ? ORDER BY id
        """,
        (row, _) -> row.getString(1), own.reporter().value());
  }

  private void correct(Own own, String phone) throws Exception {
    sends(own, "/betulkan", "name", "Siti", "phone", phone).andExpect(redirectedUrl(own.data()));
  }

  private ResultActions prove(Own own, String side, String code) throws Exception {
    return sends(own, "/betulkan/" + side + "/ponsel/bukti", "kode", code);
  }

  private long kept() {
    return count("SELECT count(*) FROM people_vault");
  }

  private long vaultRows(Own own) {
    return count(
        "SELECT count(*) FROM people_vault WHERE reporter_id <= " + own.reporter().value());
  }
}
