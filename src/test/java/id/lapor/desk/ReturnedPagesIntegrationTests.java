package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Competence;
import id.lapor.notification.Notifications;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Redaction;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What a desk and an arbiter are told of a report that agencies said was not theirs. */
@ApplicationTest
class ReturnedPagesIntegrationTests {

  private static final String TEXT = "Parit mampet di depan rumah, banjir tiap hujan.";
  private static final Pattern PROPOSAL =
      Pattern.compile("name=\"lead\"[^>]*>([^<]+) <kbd>.*?<span[^>]*>(.*?)</span>");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Notifications notifications;

  private City city;
  private Officer arbiter;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    if (agencies.competences().isEmpty()) {
      agencies.addCompetence(new Competence(city.works, "banjir", 9));
    }
    arbiter =
        new Officer(
            903, "nadia", "Nadia", agencies.nationalAdmin().id().value(), Role.NATIONAL_ADMIN);
  }

  @Test
  void beginsWithWhoWasProposedAndSaysWhoGaveItBack() throws Exception {
    Report report = city.filed(TEXT);
    assertThat(proposals(city.rani, report)).containsExactly("Dinas Pekerjaan Umum · Kategori:");
    passed(report, city.works, city.transport);
    assertThat(proposals(city.rani, report))
        .containsExactly(
            "Dinas Perhubungan · Diusulkan oleh Dinas Pekerjaan Umum",
            "Dinas Pekerjaan Umum · Kategori: · sudah mengembalikannya");
  }

  @Test
  void tellsTheArbiterWhoProposedWhomAndThatBothGaveItBack() throws Exception {
    Report report = city.filed(TEXT);
    passed(report, city.works, city.transport);
    passed(report, city.transport, city.works);
    assertThat(proposals(arbiter, report))
        .containsExactly(
            "Dinas Pekerjaan Umum · Diusulkan oleh Dinas Perhubungan · sudah mengembalikannya",
            "Dinas Perhubungan · Diusulkan oleh Dinas Pekerjaan Umum · sudah mengembalikannya");
  }

  @Test
  void tellsEveryoneThatTheArbiterDecidedAndWhyAndThatItBinds() throws Exception {
    Report report = city.filed(TEXT, reporters.keep(new Contact(null, null, "w@contoh.example")));
    passed(report, city.works, city.transport);
    passed(report, city.transport, city.works);
    assertThat(page(arbiter, "/kerja/" + report.reference())).contains("Putusan Anda mengikat");
    decide(report, "")
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Tulis alasan putusan")));
    String grounds = "Parit itu di jalan kota, hubungi Budi 0812 3456 7890.";
    String masked =
        decide(report, grounds)
            .andExpect(status().isUnprocessableContent())
            .andExpect(content().string(containsString("hubungi Budi " + Redaction.MASK)))
            .andReturn()
            .getResponse()
            .getContentAsString();
    String mark = masked.replaceFirst("(?s).*name=\"samaran\" value=\"([0-9a-f]+)\".*", "$1");
    decide(report, grounds, mark).andExpect(status().is3xxRedirection());

    String open = page(null, "/laporan/" + report.reference());
    assertThat(open)
        .contains("Diputus penengah")
        .contains("Admin nasional sebagai penengah memutuskan: laporan ini milik Dinas Pekerjaan")
        .contains("Parit itu di jalan kota")
        .doesNotContain("0812");
    assertThat(page(City.liaison(city.works), "/kerja/" + report.reference()))
        .doesNotContain("id=\"kembalikan\"")
        .contains("Penengah sudah memutuskan");
    assertThat(notifications.latest(20))
        .filteredOn(m -> m.body().contains(report.reference().toString()))
        .anyMatch(m ->
            m.body().contains("Putusan ini mengikat") && m.body().contains("Parit itu di jalan"));
  }

  private ResultActions decide(Report report, String grounds) throws Exception {
    return decide(report, grounds, "");
  }

  private ResultActions decide(Report report, String grounds, String mark) throws Exception {
    return web.perform(
        post("/kerja/" + report.reference() + "/teruskan")
            .param("lead", String.valueOf(city.works.value()))
            .param("publicText", TEXT)
            .param("publish", "true")
            .param("text", grounds)
            .param("samaran", mark)
            .with(authentication(who(arbiter)))
            .with(csrf()));
  }

  /** Given to an agency that says it belongs to another. */
  private void passed(Report report, AgencyId to, AgencyId proposed) {
    Command forward = new Command.Forward(to, List.of(), Kind.COMPLAINT, false, "banjir", TEXT, "");
    assertThat(reports.command(report.id(), forward, City.actor(city.rani)))
        .isInstanceOf(Outcome.Done.class);
    Command back = new Command.Return(proposed, "Ruas ini bukan wewenang kami.");
    assertThat(reports.command(report.id(), back, City.actor(City.liaison(to))))
        .isInstanceOf(Outcome.Done.class);
  }

  /** Each agency proposed, with what speaks for it and against it; topics and words left out. */
  private List<String> proposals(Officer officer, Report report) throws Exception {
    return PROPOSAL
        .matcher(page(officer, "/kerja/" + report.reference()))
        .results()
        .map(m -> m.group(1) + " · " + m.group(2))
        .map(s -> s.replaceAll("(Kategori:)[^·]*(· kata[^·]*)?", "$1 "))
        .map(s -> s.replaceAll("\\s+", " ").strip())
        .toList();
  }

  private static Authentication who(Officer officer) {
    return UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of());
  }

  private String page(@Nullable Officer officer, String address) throws Exception {
    MockHttpServletRequestBuilder request = get(address);
    return web.perform(officer == null ? request : request.with(authentication(who(officer))))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }
}
