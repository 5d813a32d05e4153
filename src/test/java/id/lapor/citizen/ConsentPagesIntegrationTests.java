package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A new consent text is looked at, kept for good, and shown from its day on. */
@ApplicationTest
class ConsentPagesIntegrationTests {

  private static final String PAGE = "/data-pribadi/persetujuan";
  private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  @Autowired MockMvc web;
  @Autowired Consents consents;
  @Autowired Accounts accounts;
  @Autowired Agencies agencies;
  @Autowired SettableClock clock;

  /** Kept after it was looked at, shown from its day on, and never before. */
  @Test
  void showsAVersionFromItsDayOn() throws Exception {
    String indonesian = "Dengan mengirim Anda setuju data ini dipakai untuk laporan saja.";
    String english = "By sending you agree that these data are used for the report only.";
    String day = LocalDate.ofInstant(clock.instant(), WIB).plusDays(3).toString();
    int before = consents.versions().size();
    admin(form("/pratinjau", indonesian, english, day))
        .andExpect(content().string(containsString(indonesian)))
        .andExpect(content().string(containsString("tidak dapat diubah")));
    assertThat(consents.versions()).as("only looked at").hasSize(before);
    admin(form("", "pendek", english, day)).andExpect(status().isUnprocessableContent());
    admin(form("", indonesian, english, "2020-01-01")).andExpect(status().isUnprocessableContent());
    assertThat(consents.versions()).hasSize(before);

    admin(form("", indonesian, english, day)).andExpect(redirectedUrl(PAGE));
    assertThat(consents.versions().getFirst().indonesian()).isEqualTo(indonesian);
    assertThat(consents.current().values()).extracting(Consent::words).doesNotContain(indonesian);
    clock.advance(Duration.ofDays(3));
    assertThat(consents.current().values())
        .extracting(Consent::words)
        .containsExactlyInAnyOrder(indonesian, english);
    admin(get(PAGE)).andExpect(content().string(containsString("Berlaku sejak")));
    AccountAct act = accounts.history(accounts.find("dpo").orElseThrow().accountId()).getFirst();
    assertThat(act.what()).isEqualTo(AccountAct.What.CONSENT_WRITTEN);
    assertThat(act.about()).isEqualTo("" + consents.versions().getFirst().number());
  }

  private MockHttpServletRequestBuilder form(
      String act, String indonesian, String english, String from) {
    return post(PAGE + act)
        .with(csrf())
        .param("teks", indonesian)
        .param("text", english)
        .param("dari", from);
  }

  private ResultActions admin(MockHttpServletRequestBuilder request) throws Exception {
    Officer admin = City.topmost(accounts, agencies);
    return web.perform(
        request.with(
            authentication(
                UsernamePasswordAuthenticationToken.authenticated(admin, null, List.of()))));
  }
}
