package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.agency.Agencies;
import id.lapor.platform.db.ApplicationTest;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The language in which an officer is written to. */
@ApplicationTest
class LanguageIntegrationTests {

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired JdbcClient jdbc;

  @Test
  void followsThePageTheyActOnAndNoLinkTheyFollow() throws Exception {
    long seat = agencies.foundNationalAdmin().id().value();
    Officer tari =
        accounts.open("tari-bahasa", "Tari", "kata-sandi-panjang", seat, Role.SUPERVISOR);
    RequestPostProcessor as =
        authentication(UsernamePasswordAuthenticationToken.authenticated(tari, null, List.of()));

    Cookie chosen =
        Objects.requireNonNull(
            web.perform(get("/laporan").param("lang", "en").with(as))
                .andReturn()
                .getResponse()
                .getCookie("lang"));
    assertThat(language(tari)).isEqualTo("id");

    web.perform(post("/dukung/ZZZZ-ZZZZ-Z").with(as).with(csrf()).cookie(chosen));
    assertThat(language(tari)).isEqualTo("en");
  }

  private String language(Officer officer) {
    return jdbc.sql("SELECT language FROM people_account WHERE id = ?")
        .param(officer.accountId())
        .query(String.class)
        .single();
  }
}
