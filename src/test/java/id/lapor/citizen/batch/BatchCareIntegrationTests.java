package id.lapor.citizen.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Command;
import id.lapor.report.Entry;
import id.lapor.report.Event;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Secrets;
import id.lapor.report.Stage;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** A file of reports is its officer's alone, forgotten in time, and taken back whole. */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class BatchCareIntegrationTests {

  private static final String WHY = "Berkas contoh pelatihan ikut tercatat sebagai laporan.";
  private static final Pattern SLIP =
      Pattern.compile("class=\"reference\">([^<]+)<[\\s\\S]*?class=\"secret\">([^<]+)<");

  @Autowired MockMvc web;
  @Autowired Accounts accounts;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Secrets secrets;
  @Autowired Batches batches;
  @Autowired BatchRunner runner;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  private City city;
  private BatchDesk desk;
  private Officer rani;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    rani =
        accounts
            .find("rani-berkas")
            .orElseGet(() ->
                accounts.open(
                    "rani-berkas",
                    "Rani Prasetya",
                    "kata-sandi-panjang",
                    city.desk.value(),
                    Role.COORDINATOR));
    desk = new BatchDesk(web, batches, runner, reports, rani);
  }

  @Test
  void printsTheCodesOfThoseWhoCannotBeReachedForAWeek() throws Exception {
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(
                    BatchDesk.unique("Saluran air di belakang rumah bocor"), "Budi;;;;surat;")
                + BatchDesk.row(
                    BatchDesk.unique("Listrik di pos ronda padam tiap malam"),
                    ";081299007011;;;telepon;ya"));
    List<Report> filed = desk.file(address, "9");
    String page =
        desk.by(rani, get(address + "/tanda-terima"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    Matcher slip = SLIP.matcher(page);
    assertThat(slip.find()).isTrue();
    AccessSecret secret = AccessSecret.parse(slip.group(2)).orElseThrow();
    assertThat(Reference.parse(slip.group(1))).hasValue(filed.getFirst().reference());
    assertThat(reports.open(filed.getFirst().reference(), secret)).isPresent();
    String old = slip.group(2);
    assertThat(slip.find()).isFalse();
    assertThat(page).contains("Baris 2 pada berkas").doesNotContain("Baris 3 pada berkas");
    AccountAct seen = accounts.history(rani.accountId()).getFirst();
    assertThat(seen.what()).isEqualTo(AccountAct.What.SLIP_SHOWN);
    assertThat(seen.about()).isEqualTo("berkas " + desk.batch(address).id() + ": 1");
    assertThat(reports.all(filed.stream().map(Report::id).toList()))
        .extracting(r -> r.course().secretSeen())
        .containsExactly(true, false);
    secrets.exchange(filed.getFirst(), AccessSecret.of(new byte[16]), false);
    desk.by(rani, get(address + "/tanda-terima"))
        .andExpect(content().string(not(containsString(old))));
    clock.advance(Batches.SLIPS.plusSeconds(1));
    desk.by(rani, get(address + "/tanda-terima")).andExpect(status().isNotFound());
  }

  /** Who has the table cannot try telephone numbers against it. */
  @Test
  void isKnownAgainByAMarkThatNobodyElseCanCompute() throws Exception {
    String row = BatchDesk.row(BatchDesk.unique("Tiang listrik di gang miring"), "Budi;;;;surat;");
    String csv = BatchDesk.HEAD + row;
    byte[] plain = MessageDigest.getInstance("SHA-256").digest(csv.getBytes(UTF_8));
    String first = desk.sent(csv);
    desk.file(first, "9");
    assertThat(mark(desk.batch(first))).hasSize(32).isNotEqualTo(plain);
    assertThat(batches.before(desk.batch(desk.sent(csv)))).isPresent();
  }

  private byte[] mark(Batch batch) {
    return jdbc.sql("SELECT mark FROM citizen_batch WHERE id = ?")
        .param(batch.id())
        .query(byte[].class)
        .single();
  }

  /** A number alone reaches nobody where no SMS can be sent. */
  @Test
  void printsTheCodesOfThoseToWhomNothingCanBeSent() throws Exception {
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(
                    BatchDesk.unique("Pagar taman bermain roboh diterpa angin"),
                    ";081299007012;;;surat;"));
    Report filed = desk.file(address, "9").getFirst();
    String page =
        desk.by(rani, get(address + "/tanda-terima"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    Matcher slip = SLIP.matcher(page);
    assertThat(slip.find()).isTrue();
    AccessSecret secret = AccessSecret.parse(slip.group(2)).orElseThrow();
    assertThat(reports.open(filed.reference(), secret)).isPresent();
  }

  @Test
  void forgetsAfterAMonthWhatWasNotFiled() throws Exception {
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(BatchDesk.unique("Halte bus itu bocor kalau hujan turun"), ";;;;;")
                + BatchDesk.row("Pendek", ";;;;;"));
    desk.file(address, "1");
    String never = desk.sent(BatchDesk.HEAD + BatchDesk.row("Pendek", ";;;;;"));
    clock.advance(Batches.KEPT.plusSeconds(1));
    batches.sweep();
    assertThat(desk.batch(address).count()).isEqualTo(new Batch.Count(1, 0, 1, 0));
    desk.by(rani, get(never)).andExpect(status().isNotFound());
  }

  @Test
  void leavesARowThatCannotBeFiledForALaterTry(CapturedOutput log) throws Exception {
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(BatchDesk.unique("Gorong-gorong ambruk di simpang tiga"), ";;;;;"));
    desk.by(rani, post(address + "/catat").param("banyak", "1"));
    jdbc.sql("ALTER TABLE report_case ADD CONSTRAINT t_full CHECK (false) NOT VALID").update();
    try {
      for (int i = 0; i < 8; i++) {
        runner.fileAll();
        clock.advance(java.time.Duration.ofMinutes(10));
      }
    } finally {
      jdbc.sql("ALTER TABLE report_case DROP CONSTRAINT t_full").update();
    }
    assertThat(log).contains("could not be filed").doesNotContain("Gorong-gorong");
    assertThat(desk.batch(address).count()).isEqualTo(new Batch.Count(1, 0, 0, 1));
    desk.by(rani, get(address))
        .andExpect(content().string(containsString("1 baris belum dapat dicatat")));
    assertThat(desk.file(address, "1")).hasSize(1);
  }

  @Test
  void isOpenToNobodyElse() throws Exception {
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(
                    BatchDesk.unique("Lampu penerangan jalan padam semua"), "Siti;;;;;"));
    Officer liaison = City.liaison(city.works);
    for (String page : List.of("", "/salah", "/nomor", "/tanda-terima")) {
      desk.by(city.bima, get(address + page)).andExpect(status().isNotFound());
      desk.by(liaison, get(address + page)).andExpect(status().isNotFound());
    }
    for (String act : List.of("/kolom", "/catat", "/tarik")) {
      desk.by(city.bima, post(address + act).param("banyak", "1").param("alasan", WHY))
          .andExpect(status().isNotFound());
    }
    desk.by(city.bima, get("/terima/berkas"))
        .andExpect(content().string(not(containsString(address))));
    desk.by(new Officer(906, "s", "S", city.desk.value(), Role.SUPERVISOR), get("/terima/berkas"))
        .andExpect(status().isNotFound());
    desk.by(rani, get("/terima/berkas")).andExpect(content().string(containsString(address)));
  }

  @Test
  void keepsNothingOfARowInTheClearAndNothingAtAllOnceItIsFiled() throws Exception {
    String address =
        desk.sent(
            "KANARI-berkas.csv",
            (BatchDesk.HEAD
                    + BatchDesk.row(
                        BatchDesk.unique("KANARI lampu jalan padam semua"), "KANARI Nama;;;;;"))
                .getBytes(UTF_8));
    long id = desk.batch(address).id();
    assertThat(dump(id)).doesNotContain("KANARI");
    desk.file(address, "1");
    int sealed =
        jdbc.sql("SELECT count(sealed) FROM citizen_batch_row WHERE batch_id = ?")
            .param(id)
            .query(Integer.class)
            .single();
    assertThat(sealed).isZero();
  }

  @Test
  void takesTheWholeBackButForWhatIsWorkedOn() throws Exception {
    String address =
        desk.sent(
            BatchDesk.HEAD
                + BatchDesk.row(
                    BatchDesk.unique("Contoh pelatihan nomor satu saja"),
                    ";081299007012;;;telepon;ya")
                + BatchDesk.row(BatchDesk.unique("Contoh pelatihan nomor dua saja"), ";;;;;")
                + BatchDesk.row(BatchDesk.unique("Contoh pelatihan nomor tiga saja"), ";;;;;")
                + BatchDesk.row(BatchDesk.unique("Contoh pelatihan nomor empat saja"), ";;;;;"));
    List<Report> filed = desk.file(address, "3");
    reports.command(
        filed.get(1).id(),
        new Command.Reply("Ini sungguh terjadi di depan rumah saya", List.of()),
        new Actor.Reporter());
    reports.command(
        filed.getLast().id(), new Command.Hold("Di RT berapa letaknya?"), City.actor(rani));
    desk.by(rani, post(address + "/tarik").param("alasan", "salah"))
        .andExpect(status().isUnprocessableContent());
    desk.by(rani, post(address + "/tarik").param("alasan", WHY))
        .andExpect(status().is3xxRedirection());
    assertThat(desk.filed(address))
        .extracting(Report::stage)
        .containsExactly(Stage.ARCHIVED, Stage.RECEIVED, Stage.HELD);
    Entry end = reports.history(filed.getFirst().id()).getLast();
    assertThat(end.event())
        .isInstanceOfSatisfying(
            Event.Archived.class,
            e -> {
              assertThat(e.reason()).isEqualTo(ArchiveReason.MISRECORDED);
              assertThat(e.words()).isEqualTo(WHY);
            });
    assertThat(desk.file(address, "9")).hasSize(3);
  }

  private String dump(long id) {
    return jdbc.sql(
            """
            SELECT encode(b.head, 'escape') || b.actor || b.choices || string_agg(encode(r.sealed, 'escape'), '')
            FROM citizen_batch b JOIN citizen_batch_row r ON r.batch_id = b.id WHERE b.id = ? GROUP BY b.id
            """)
        .param(id)
        .query(String.class)
        .single();
  }
}
