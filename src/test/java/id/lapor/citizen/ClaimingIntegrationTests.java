package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.agency.Agencies;
import id.lapor.people.Member;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;

/** Many who take reports into their accounts share one address. */
@ApplicationTest
class ClaimingIntegrationTests {

  private static final String SECRET = AccessSecret.of(new byte[16]).shown();
  private static final String WRONG = "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA";

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;

  private int claim(long who, Report report, String secret) throws Exception {
    var member =
        UsernamePasswordAuthenticationToken.authenticated(new Member(who), null, List.of());
    return web.perform(
            post("/saya/laporan")
                .with(csrf())
                .with(authentication(member))
                .param("nomor", report.reference().toString())
                .param("secret", secret))
        .andReturn()
        .getResponse()
        .getStatus();
  }

  @Test
  void countsWrongSecretsOnly() throws Exception {
    Report report = new City(agencies, reports).filed("Lampu jalan mati sejak minggu lalu.");
    for (int i = 0; i < 25; i++) {
      assertThat(claim(77_002, report, SECRET)).isEqualTo(302);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(claim(77_003, report, WRONG)).isEqualTo(422);
    }
    assertThat(claim(77_003, report, WRONG)).isEqualTo(429);
    assertThat(claim(77_003, report, SECRET)).as("still, for who has the right one").isEqualTo(302);
  }
}
