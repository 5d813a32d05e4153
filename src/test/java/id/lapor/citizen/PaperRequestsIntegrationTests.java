package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.people.DataRequest;
import id.lapor.people.Officer;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Visibility;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

/** What somebody asks about their own data on paper, by the number of their report. */
@ApplicationTest
class PaperRequestsIntegrationTests extends OwnData {

  private ResultActions noted(Officer admin, String kind, String number) throws Exception {
    return as(
        admin, post("/data-pribadi").param("jenis", kind).param("nomor", number).with(csrf()));
  }

  @Test
  void standsWithItsReporterWhoReadsTheAnswer() throws Exception {
    Officer admin = admin();
    Own own = own(false);
    noted(admin, "ERASURE", own.report().reference().toString())
        .andExpect(redirectedUrl("/data-pribadi"));
    DataRequest paper = requests.of(own.reporter()).getFirst();
    assertThat(paper.onPaper()).isTrue();
    see(own).andExpect(content().string(containsString("Menunggu keputusan")));
    decide(admin, paper.id(), "tolak");
    see(own).andExpect(content().string(containsString(WHY)));
    assertThat(verifier.verify().first()).isEmpty();
  }

  /** It waits for somebody here, while the reporter may go on by the page. */
  @Test
  void isNoCorrectionThatWaitsForCodes() throws Exception {
    Officer admin = admin();
    Own own = proven();
    noted(admin, "CORRECTION", own.report().reference().toString());
    assertThat(requests.correction(own.reporter())).isEmpty();
    sends(own, "/betulkan", "name", "Siti", "phone", "+628120000861")
        .andExpect(redirectedUrl(own.data()));
    DataRequest onPage = requests.correction(own.reporter()).orElseThrow();
    requests.withdraw(own.reporter());
    assertThat(requests.of(own.reporter()))
        .filteredOn(DataRequest::open)
        .allMatch(DataRequest::onPaper)
        .extracting(DataRequest::id)
        .doesNotContain(onPage.id())
        .hasSize(1);
  }

  /** Whoever notes it is not told by the number whether there is a report, nor whose. */
  @Test
  void tellsNobodyWhetherThereIsSuchAReport() throws Exception {
    Officer admin = admin();
    Own own = own(false);
    String nobodys =
        new City(agencies, reports)
            .filed("Jalan berlubang di depan pasar.", Visibility.SECRET)
            .reference()
            .toString();
    for (String number : new String[] {"", nobodys, own.report().reference().toString()}) {
      ResultActions answer = noted(admin, "ACCESS", number);
      answer.andExpect(redirectedUrl("/data-pribadi"));
    }
    noted(admin, "ACCESS", "bukan nomor")
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("value=\"bukan nomor\"")))
        .andExpect(content().string(not(containsString(own.report().reference().toString()))));
    assertThat(requests.of(own.reporter())).hasSize(1);
  }

  /** A report whose row says another reporter than its history leads to neither. */
  @Test
  void standsWithNobodyARowAloneNames() throws Exception {
    Officer admin = admin();
    Own own = own(false);
    Own other = own(false);
    String behind = "UPDATE report_case SET reporter_id = ? WHERE id = ?";
    jdbc.update(behind, other.reporter().value(), own.report().id().value());
    noted(admin, "ACCESS", own.report().reference().toString())
        .andExpect(redirectedUrl("/data-pribadi"));
    jdbc.update(behind, own.reporter().value(), own.report().id().value());
    assertThat(requests.of(own.reporter())).isEmpty();
    assertThat(requests.of(other.reporter())).isEmpty();
  }
}
