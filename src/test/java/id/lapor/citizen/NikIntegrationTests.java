package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.Contact;
import id.lapor.people.Look;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** A NIK is optional, checked, sealed, and shown to nobody whole once it was sent. */
@ApplicationTest
class NikIntegrationTests {

  private static final String NIK = "6474011708900001";

  @Autowired MockMvc web;
  @Autowired Reporters reporters;
  @Autowired Reports reports;
  @Autowired Agencies agencies;
  @Autowired OwnCopy copy;
  @Autowired JdbcTemplate jdbc;

  @Test
  void isTakenWhenItsProvinceExistsWhateverBecameOfItsDistrict() throws Exception {
    answer("6474011708900001").andExpect(redirectedUrl("/lapor/1"));
    answer("6499991708900001").andExpect(redirectedUrl("/lapor/1"));
    answer("").andExpect(redirectedUrl("/lapor/1"));
    answer("9999991708900001")
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("NIK itu tidak cocok")));
    answer("6474013202900001").andExpect(status().isUnprocessableContent());
  }

  @Test
  void liesSealedAndIsCopiedMasked() throws IOException {
    ReporterId reporter = reporters.keep(new Contact("Siti", null, null, NIK));
    assertThat(reporters.look(reporter, Look.of(Look.Purpose.OWN, "")).orElseThrow().nik())
        .isEqualTo(NIK);
    assertThat(
            jdbc.queryForObject(
                "SELECT string_agg(encode(sealed, 'escape'), '') FROM people_vault", String.class))
        .doesNotContain(NIK);
    Report report = new City(agencies, reports).filed("Lampu jalan mati di depan pasar", reporter);
    String all = unzipped(copy.of(report).zipped());
    assertThat(all).contains("••••0001").doesNotContain(NIK);
  }

  private ResultActions answer(String nik) throws Exception {
    return web.perform(
        post("/lapor/4").with(csrf()).param("visibility", "ANONYMOUS").param("nik", nik));
  }

  private static String unzipped(byte[] zip) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      while (in.getNextEntry() != null) {
        all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }
}
