package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.people.AccountAct;
import id.lapor.people.DataRequest;
import id.lapor.people.Look;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Command;
import id.lapor.report.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reporters may ask about their own data, each within 3 × 24 hours (UU 27/2022). */
@ApplicationTest
class RequestsIntegrationTests extends OwnData {

  @Test
  void opensARestrictedIdentityToNobodyAndSaysNoMore() throws Exception {
    Own own = proven();
    sends(own, "/batasi", "kabar", "ya").andExpect(redirectedUrl(own.data()));
    Officer national = new Officer(903, "nas", "Nas", 1, Role.NATIONAL_ADMIN);
    as(
            national,
            post("/identitas")
                .param("nomor", own.report().reference().toString())
                .param("text", "Perlu menanyakan letak tiang")
                .with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("dibatasi oleh pelapornya")))
        .andExpect(content().string(not(containsString("Siti"))));
    for (Look.Purpose purpose :
        List.of(Look.Purpose.CONTACT, Look.Purpose.REVEALED, Look.Purpose.PUBLISHED)) {
      assertThat(reporters.look(own.reporter(), new Look(purpose, national, ""))).isEmpty();
    }
    ask(own);
    assertThat(queued(own)).as("news is still wished for").isPositive();

    sends(own, "/batasi").andExpect(redirectedUrl(own.data()));
    assertThat(queued(own)).isZero();
    ask(own);
    assertThat(queued(own)).as("no news").isZero();
    assertThat(code(own, null)).as("a code they ask for still comes").matches("\\d{6}");
    see(own).andExpect(content().string(containsString("kabar tidak dikirim")));
    sends(own, "/lepas-batas").andExpect(redirectedUrl(own.data()));
    assertThat(reporters.look(own.reporter(), new Look(Look.Purpose.CONTACT, national, "")))
        .isPresent();
    assertThat(verifier.verify().first()).isEmpty();
  }

  /** Each number has codes of its own; a report has not, however many numbers it comes to have. */
  @Test
  void sendsFewCodesOnOneReportToWhateverNumbers() throws Exception {
    Own own = own(false);
    for (int i = 0; i < 6; i++) {
      clock.advance(Duration.ofMinutes(30));
      sends(own, "/betulkan", "name", "Siti", "phone", "+62812000088" + i)
          .andExpect(redirectedUrl(own.data()));
      assertThat(code(own, null)).matches("\\d{6}");
    }
    sends(own, "/betulkan", "name", "Siti", "phone", "+628120000889")
        .andExpect(redirectedUrl(own.data()));
    sends(own, "/kode/ponsel").andExpect(status().isTooManyRequests());
    clock.advance(Duration.ofDays(1));
    sends(own, "/kode/ponsel").andExpect(redirectedUrl(own.data()));
  }

  /** Some countries' numbers earn their owners money by every message. */
  @Test
  void sendsNoCodeAbroadWhereNothingIsSet() throws Exception {
    Own own = own(false);
    sends(own, "/betulkan", "name", "Siti", "phone", "+882 1300 0000")
        .andExpect(redirectedUrl(own.data()));
    long before = count("SELECT count(*) FROM notification_message WHERE secret");
    sends(own, "/kode/ponsel")
        .andExpect(redirectedUrl(own.data()))
        .andExpect(cookie().value("notice", "citizen.notice.noCode"));
    web.perform(post("/saya/kode").with(csrf()).param("alamat", "+882 1300 0000"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("tidak mengirim kode ke nomor negara itu")));
    assertThat(count("SELECT count(*) FROM notification_message WHERE secret")).isEqualTo(before);
    assertThat(verifier.verify().first()).isEmpty();
  }

  @Test
  void keepsTheClockOfWhatCameOnPaper() throws Exception {
    Officer admin = admin();
    as(admin, post("/data-pribadi").param("jenis", "LAIN").with(csrf()))
        .andExpect(status().isUnprocessableContent());
    as(admin, post("/data-pribadi").param("jenis", "ACCESS").with(csrf()))
        .andExpect(redirectedUrl("/data-pribadi"));
    DataRequest paper = requests.open(10).getLast();
    assertThat(paper.late(paper.dueAt())).isFalse();
    assertThat(paper.late(paper.dueAt().plusSeconds(1))).isTrue();
    as(admin, post("/data-pribadi/" + paper.id() + "/tolak").param("text", "pendek").with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString(">pendek</textarea>")));
    decide(admin, paper.id(), "tolak");
    assertThat(requests.open(10)).extracting(DataRequest::id).doesNotContain(paper.id());
    assertThat(accounts.history(admin.accountId()).reversed().stream().map(AccountAct::what))
        .endsWith(AccountAct.What.DATA_REQUEST_KEPT, AccountAct.What.DATA_REQUEST_REFUSED);
    Officer watcher =
        accounts.open("awas", "Wati", "kata-sandi-panjang", admin.agencyId(), Role.SUPERVISOR);
    as(watcher, get("/hak/administrator"))
        .andExpect(content().string(containsString("Permintaan " + paper.id() + ": Salinan data")));
  }

  @Test
  void remindsOnceOfWhatHasADayLeftAndWaitsForSomebodyHere() throws Exception {
    Officer admin = admin();
    accounts.setEmail(admin.accountId(), "dpo@contoh.example", null);
    Own own = proven();
    sends(own, "/betulkan", "name", "Siti Aminah", "phone", "+628129998887");
    as(admin, post("/data-pribadi").param("jenis", "ERASURE").with(csrf()));
    requests.sweep();
    long before = reminders();
    clock.advance(DataRequest.TERM.minus(DataRequest.REMINDED));
    requests.sweep();
    requests.sweep();
    assertThat(reminders()).as("of the one on paper; the other waits for a code").isOne();
    assertThat(before).isZero();
  }

  private long reminders() {
    return count(
        "SELECT count(*) FROM notification_message WHERE subject LIKE 'Data pribadi: satu%'");
  }

  private void ask(Own own) {
    Report now = reports.find(own.report().id()).orElseThrow();
    Officer rani = new City(agencies, reports).rani;
    Command command =
        now.course().waiting() == null
            ? new Command.Hold("Tiang nomor berapa?")
            : new Command.Resume();
    reports.command(now.id(), command, City.actor(rani));
  }

  private long queued(Own own) {
    return count(
        "SELECT count(*) FROM notification_message WHERE state = 'QUEUED' AND NOT secret AND"
            + " reporter_id = "
            + own.reporter().value());
  }
}
