package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.MerkleTree;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verifier;
import id.lapor.notification.Notifications;
import id.lapor.notification.Notified;
import id.lapor.people.Accounts;
import id.lapor.people.Look;
import id.lapor.people.Reporters;
import id.lapor.people.Reveal;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Coming to know who a reporter is, and what the reporter can do about it. */
@ApplicationTest
class IdentityIntegrationTests {

  private static final String WHY = "Perlu menanyakan letak tiang lampunya";

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired Verifier verifier;
  @Autowired Notifications notifications;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private static @Nullable Visits built;

  @BeforeEach
  void live() {
    if (built == null) {
      City city = new City(reports, reporters, agencies, accounts);
      city.build();
      built = new Visits(web, city);
    }
  }

  @Test
  void showsTheCoordinatorTheContactOfAnOpenReportForAReasonTheReporterReads() throws Exception {
    City.Case c = visit().one(Visibility.OPEN, Stage.FORWARDED);
    visit()
        .as("coordinator", post("/kerja/" + c.reference() + "/kontak").param("text", "mau tahu"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(not(containsString(City.Field.PHONE.canary(c)))));
    visit()
        .as("coordinator", post("/kerja/" + c.reference() + "/kontak").param("text", WHY))
        .andExpect(status().isOk())
        .andExpect(header().string("Cache-Control", containsString("no-store")))
        .andExpect(content().string(containsString(City.Field.PHONE.canary(c))));
    visit()
        .own(c, get("/l/" + c.reference()))
        .andExpect(content().string(containsString(WHY)))
        .andExpect(content().string(containsString("KOMINFO")));
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void showsNobodyElseTheContact() throws Exception {
    for (Visibility visibility : List.of(Visibility.ANONYMOUS, Visibility.SECRET)) {
      City.Case c = visit().one(visibility, Stage.FORWARDED);
      visit()
          .as("coordinator", post("/kerja/" + c.reference() + "/kontak").param("text", WHY))
          .andExpect(status().isNotFound());
    }
    City.Case open = visit().one(Visibility.OPEN, Stage.FORWARDED);
    for (String who : List.of("liaison", "approver", "foreign-coordinator", "administrator")) {
      visit()
          .as(who, post("/kerja/" + open.reference() + "/kontak").param("text", WHY))
          .andExpect(status().isNotFound());
      visit()
          .as(who, post("/identitas").param("nomor", open.reference()).param("text", WHY))
          .andExpect(status().isNotFound());
    }
    City.Case secret = visit().one(Visibility.SECRET, Stage.FORWARDED);
    String refused =
        visit()
            .as(
                "supervisor",
                post("/identitas").param("nomor", secret.reference()).param("text", WHY))
            .andExpect(status().isUnprocessableContent())
            .andReturn()
            .getResponse()
            .getContentAsString();
    String unknown =
        visit()
            .as("supervisor", post("/identitas").param("nomor", "ZZZZ-ZZZZ-Z").param("text", WHY))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(bare(refused.replace(secret.reference(), "N")))
        .isEqualTo(bare(unknown.replace("ZZZZ-ZZZZ-Z", "N")));
  }

  @Test
  void revealsAnAnonymousReporterOnlyWhenASecondPersonAgreesAndForAnHour() throws Exception {
    City.Case c = visit().one(Visibility.ANONYMOUS, Stage.IN_PROGRESS);
    visit()
        .as("supervisor", post("/identitas").param("nomor", c.reference()).param("text", WHY))
        .andExpect(status().is3xxRedirection());
    Long id =
        jdbc.queryForObject(
            "SELECT id FROM people_reveal WHERE matter = ?", Long.class, c.reference());
    String canary = City.Field.NAME.canary(c);
    visit().as("supervisor", post("/identitas/" + id + "/buka")).andExpect(status().isNotFound());
    visit().as("supervisor", post("/identitas/" + id + "/setujui"));
    visit().as("supervisor", post("/identitas/" + id + "/buka")).andExpect(status().isNotFound());
    visit().as("national", post("/identitas/" + id + "/setujui"));
    visit().as("national", post("/identitas/" + id + "/buka")).andExpect(status().isNotFound());
    visit()
        .as("supervisor", post("/identitas/" + id + "/buka"))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString(canary)));
    clock.advance(Reveal.OPEN);
    visit().as("supervisor", post("/identitas/" + id + "/buka")).andExpect(status().isNotFound());
    assertThat(reporters.looks(reporter(c)))
        .extracting(Look.Kept::purpose)
        .endsWith(Look.Purpose.ASKED, Look.Purpose.APPROVED, Look.Purpose.REVEALED);
    visit()
        .own(c, get("/l/" + c.reference()))
        .andExpect(content().string(containsString("disetujui dua orang")));
  }

  @Test
  void closesARevealWhenTheReportBecomesSecretMeanwhile() throws Exception {
    City.Case c = visit().one(Visibility.ANONYMOUS, Stage.SCHEDULED);
    visit().as("supervisor", post("/identitas").param("nomor", c.reference()).param("text", WHY));
    Long id =
        jdbc.queryForObject(
            "SELECT id FROM people_reveal WHERE matter = ?", Long.class, c.reference());
    visit().as("national", post("/identitas/" + id + "/setujui"));
    reports.command(
        c.id(),
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        visit().city().actor("coordinator"));
    visit().as("supervisor", post("/identitas/" + id + "/buka")).andExpect(status().isNotFound());
  }

  @Test
  void provesANumberByACodeThatWorksOnceAndCannotBeGuessed() throws Exception {
    City.Case c = visit().one(Visibility.OPEN, Stage.RECEIVED);
    String data = "/l/" + c.reference() + "/data";
    visit().own(c, post(data + "/kode/ponsel").with(csrf())).andExpect(status().is3xxRedirection());
    String code = sent();
    assertThat(jdbc.queryForList("SELECT code_hash FROM people_code").toString())
        .doesNotContain(code);
    for (int i = 0; i < 5; i++) {
      visit()
          .own(c, post(data + "/bukti/ponsel").with(csrf()).param("kode", "x" + i))
          .andExpect(status().isUnprocessableContent());
    }
    visit()
        .own(c, post(data + "/bukti/ponsel").with(csrf()).param("kode", code))
        .andExpect(status().isUnprocessableContent());
    visit().own(c, post(data + "/kode/ponsel").with(csrf()));
    String second = sent();
    visit()
        .own(c, post(data + "/bukti/ponsel").with(csrf()).param("kode", second))
        .andExpect(status().is3xxRedirection());
    assertThat(reporters.reach(reporter(c)).phoneProven()).isTrue();
    visit().own(c, post(data + "/kode/ponsel").with(csrf()));
    visit()
        .own(c, post(data + "/kode/ponsel").with(csrf()))
        .andExpect(status().isTooManyRequests());
  }

  @Test
  void givesTheReporterEverythingOfTheirsAndNothingOfOthers() throws Exception {
    City.Case c = visit().one(Visibility.SECRET, Stage.ANSWERED);
    byte[] zip =
        visit()
            .own(c, post("/l/" + c.reference() + "/data/unduh").with(csrf()))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    String told;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      assertThat(Objects.requireNonNull(in.getNextEntry()).getName()).isEqualTo("data.json");
      told = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    JsonNode data = JsonMapper.shared().readTree(told);
    assertThat(data.at("/messages").findValuesAsString("words"))
        .as("each word to them")
        .hasSameSizeAs(
            jdbc.queryForList(
                "SELECT id FROM notification_message WHERE reporter_id IS NOT NULL AND report_id = ?",
                c.id().value()))
        .anyMatch(words -> words.contains("Lampu sudah diganti"));
    assertThat(data.at("/dataRequests").findValuesAsString("kind")).contains("ACCESS");
    for (City.Field field : City.Field.values()) {
      boolean theirs = City.Field.TAKEN_AWAY.contains(field);
      assertThat(told.contains(field.canary(c))).as(field.name()).isEqualTo(theirs);
      for (City.Case other : visit().city().cases()) {
        if (!other.equals(c)) {
          assertThat(told).doesNotContain(field.canary(other));
        }
      }
    }
  }

  @Test
  void erasesAPersonFromEveryTableAndKeepsTheCaseAndEveryProof() throws Exception {
    City.Case c = visit().one(Visibility.OPEN, Stage.ANSWERED);
    visit()
        .as(
            "coordinator",
            post("/kerja/" + c.reference() + "/kontak").param("text", WHY + " Kenari"));
    sequencer.placeAll();
    checkpoints.publish();
    String data = "/l/" + c.reference() + "/data";
    visit()
        .own(c, post(data + "/hapus").with(csrf()).param("nomor", "ZZZZ-ZZZZ-Z"))
        .andExpect(status().isUnprocessableContent());
    visit()
        .own(c, post(data + "/hapus").with(csrf()).param("nomor", c.reference()))
        .andExpect(status().is3xxRedirection());
    for (String table :
        jdbc.queryForList(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", String.class)) {
      String rows =
          jdbc.queryForObject(
              "SELECT string_agg(t::text, ' ') FROM \"" + table + "\" t", String.class);
      for (City.Field field : City.Field.IDENTITY) {
        assertThat(String.valueOf(rows)).as(table).doesNotContain(field.canary(c));
      }
    }
    assertThat(jdbc.queryForList("SELECT words FROM people_look").toString())
        .doesNotContain(WHY + " Kenari");
    Report left = reports.find(c.id()).orElseThrow();
    assertThat(left.stage()).isEqualTo(Stage.ANSWERED);
    assertThat(verifier.verify().first()).isEmpty();
    visit().own(c, get("/l/" + c.reference())).andExpect(status().isOk());
    visit()
        .as("coordinator", post("/kerja/" + c.reference() + "/kontak").param("text", WHY))
        .andExpect(status().isNotFound());
  }

  /** The file the reporter takes away, checked as a stranger would. */
  @Test
  void givesAProofAnybodyCanCheck() throws Exception {
    City.Case c = visit().one(Visibility.SECRET, Stage.CLOSED);
    sequencer.placeAll();
    clock.advance(Duration.ofDays(1));
    checkpoints.publish();
    visit()
        .own(c, get("/l/" + c.reference() + "/bukti"))
        .andExpect(content().string(containsString("cocok")));
    String file =
        visit()
            .own(c, get("/l/" + c.reference() + "/bukti.json"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    JsonNode proof = JsonMapper.builder().build().readTree(file);
    HexFormat hex = HexFormat.of();
    int proven = proof.get("provenAct").asInt();
    byte[] entry = hex.parseHex(proof.get("acts").get(proven - 1).get("entry").asString());
    List<byte[]> path =
        StreamSupport.stream(proof.get("path").spliterator(), false)
            .map(n -> hex.parseHex(n.asString()))
            .toList();
    byte[] root = hex.parseHex(proof.get("root").asString());
    assertThat(
            MerkleTree.included(
                MerkleTree.leaf(entry),
                proof.get("leafIndex").asLong(),
                proof.get("treeSize").asLong(),
                path,
                root))
        .isTrue();
    for (City.Field field : List.of(City.Field.NAME, City.Field.NOTE)) {
      assertThat(file).doesNotContain(field.canary(c));
    }
    assertThat(file).doesNotContain("\"Officer\"", "\\\"Officer\\\"", "\\\"reporter\\\"");
    assertThat(recomputed(proof)).isNotEmpty().doesNotContain(1);
    web.perform(get("/jejak")).andExpect(content().string(containsString(hex.formatHex(root))));
  }

  /** The numbers of the acts whose content is in the file, each of which makes its commitment. */
  private static List<Integer> recomputed(JsonNode proof) throws Exception {
    HexFormat hex = HexFormat.of();
    List<Integer> seqs = new ArrayList<>();
    for (JsonNode act : proof.get("acts")) {
      assertThat(act.get("entry").asString()).contains(act.get("commitment").asString());
      if (act.has("content")) {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(hex.parseHex(act.get("salt").asString()));
        byte[] made = sha.digest(act.get("content").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(hex.formatHex(made)).isEqualTo(act.get("commitment").asString());
        seqs.add(act.get("act").asInt());
      }
    }
    return seqs;
  }

  /** A history that was bent is not the one the leaves stand for, however well these fit. */
  @Test
  void provesNoHistoryThatWasBent() throws Exception {
    City.Case c = visit().one(Visibility.OPEN, Stage.CLOSED);
    sequencer.placeAll();
    clock.advance(Duration.ofDays(1));
    checkpoints.publish();
    String page = "/l/" + c.reference() + "/bukti";
    visit().own(c, get(page)).andExpect(content().string(containsString("hitungnya ulang")));
    for (String bent :
        List.of(
            "UPDATE report_event SET body = body || '{\"x\": 1}' WHERE report_id = %d AND seq = 2",
            "DELETE FROM report_event WHERE report_id = %1$d AND seq = (SELECT max(seq) FROM report_event WHERE report_id = %1$d)")) {
      transaction.executeWithoutResult(status -> {
        status.setRollbackOnly();
        jdbc.execute("SET LOCAL session_replication_role = replica");
        assertThat(jdbc.update(bent.formatted(c.id().value()))).isOne();
        assertThat(proofs(c)).as(bent).contains("Hitungan ulang tidak cocok");
      });
    }
    visit().own(c, get(page)).andExpect(content().string(containsString("hitungnya ulang")));
  }

  private String proofs(City.Case c) {
    try {
      return visit()
          .own(c, get("/l/" + c.reference() + "/bukti"))
          .andReturn()
          .getResponse()
          .getContentAsString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String sent() {
    String code = Notified.code(notifications);
    assertThat(jdbc.queryForList("SELECT body FROM notification_message").toString())
        .doesNotContain(code + " ");
    return code;
  }

  private id.lapor.people.ReporterId reporter(City.Case c) {
    return Objects.requireNonNull(reports.find(c.id()).orElseThrow().matter().reporter());
  }

  private static String bare(String page) {
    return page.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  private static Visits visit() {
    return Objects.requireNonNull(built);
  }
}
