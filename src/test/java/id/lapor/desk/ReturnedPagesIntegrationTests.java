package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Competence;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;

/** What a desk and an arbiter are told of a report that agencies said was not theirs. */
@ApplicationTest
class ReturnedPagesIntegrationTests {

  private static final String TEXT = "Parit mampet di depan rumah, banjir tiap hujan.";
  private static final Pattern PROPOSAL =
      Pattern.compile("name=\"lead\"[^>]*>([^<]+) <kbd>.*?<span[^>]*>(.*?)</span>");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;

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

  /** Given to an agency that says it belongs to another. */
  private void passed(Report report, AgencyId to, AgencyId proposed) {
    Command forward = new Command.Forward(to, List.of(), Kind.COMPLAINT, false, "banjir", TEXT, "");
    assertThat(reports.command(report.id(), forward, City.actor(city.rani)))
        .isInstanceOf(Outcome.Done.class);
    Command back = new Command.Return(proposed, "Bukan wewenang kami.");
    assertThat(reports.command(report.id(), back, City.actor(City.liaison(to))))
        .isInstanceOf(Outcome.Done.class);
  }

  /** Each agency proposed, with what speaks for it and against it; topics and words left out. */
  private List<String> proposals(Officer officer, Report report) throws Exception {
    var who = UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of());
    String page =
        web.perform(get("/kerja/" + report.reference()).with(authentication(who)))
            .andReturn()
            .getResponse()
            .getContentAsString();
    return PROPOSAL
        .matcher(page)
        .results()
        .map(m -> m.group(1) + " · " + m.group(2))
        .map(s -> s.replaceAll("(Kategori:)[^·]*(· kata[^·]*)?", "$1 "))
        .map(s -> s.replaceAll("\\s+", " ").strip())
        .toList();
  }
}
