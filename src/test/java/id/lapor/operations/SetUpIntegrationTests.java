package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** One story, because an installation is set up once. */
@ApplicationTest
@ActiveProfiles({"test", "run"})
class SetUpIntegrationTests {

  @Autowired MockMvc web;
  @Autowired SetUpGate gate;
  @Autowired Agencies agencies;
  @Autowired Organisation organisation;
  @Autowired Accounts accounts;

  @Test
  void opensOnlyAfterThePersonAtTheTerminalSaidWhoseItIs() throws Exception {
    web.perform(get("/"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().exists("Retry-After"));
    web.perform(get("/pasang?kode=salah")).andExpect(status().isNotFound());
    web.perform(get("/pasang?kode=" + code())).andExpect(status().isOk());

    web.perform(form("DISHUB,Dinas Perhubungan,TIDAK-ADA").param("password", "pendek"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("value=\"Pemerintah Kota Contoh\"")));
    web.perform(form("DISHUB,Dinas Perhubungan,TIDAK-ADA").param("password", "kata-sandi-panjang"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("Line 2: its parent")));
    assertThat(agencies.find("PEMDA")).as("nothing of a refused form is kept").isEmpty();

    web.perform(form("DISHUB,Dinas Perhubungan,", "RANI").param("password", "kata-sandi-panjang"))
        .andExpect(status().isUnprocessableContent());
    assertThat(organisation.empty()).as("two people cannot share one login").isTrue();

    web.perform(
            form("DISHUB,Dinas Perhubungan,\nUPT-1,UPT Terminal,DISHUB")
                .param("password", "kata-sandi-panjang"))
        .andExpect(redirectedUrl("/antrean"));
    assertThat(agencies.deskFor("64.74.01.1001").code()).isEqualTo("KOORDINATOR");
    assertThat(agencies.find("UPT-1").orElseThrow().parent())
        .isEqualTo(agencies.find("DISHUB").orElseThrow().id());
    web.perform(get("/")).andExpect(status().isOk());
    web.perform(get("/pasang?kode=" + code())).andExpect(status().isNotFound());
    theAdministratorCanManageEverybody();
  }

  private void theAdministratorCanManageEverybody() throws Exception {
    Officer admin = accounts.find("admin").orElseThrow();
    Officer desk = accounts.find("rani").orElseThrow();
    assertThat(admin.role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(accounts.enter("admin", "sandi-pengelola")).isPresent();
    web.perform(get("/petugas").with(as(admin)))
        .andExpect(content().string(Matchers.containsString("/petugas/" + desk.accountId() + "/")));
    web.perform(
            post("/petugas")
                .with(as(admin))
                .with(csrf())
                .param("login", "sekar")
                .param("name", "Sekar")
                .param("agency", String.valueOf(admin.agencyId()))
                .param("role", "SUPERVISOR"))
        .andExpect(status().isOk());
    assertThat(accounts.find("sekar").orElseThrow().role()).isEqualTo(Role.SUPERVISOR);
  }

  private static RequestPostProcessor as(Officer officer) {
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of()));
  }

  private MockHttpServletRequestBuilder form(String units) {
    return form(units, "admin");
  }

  private MockHttpServletRequestBuilder form(String units, String admin) {
    return post("/pasang")
        .with(csrf())
        .param("kode", code())
        .param("government", "Pemerintah Kota Contoh")
        .param("region", "64.74")
        .param("zone", "WITA")
        .param("head", "Wali Kota Contoh")
        .param("coordinator", "Diskominfo")
        .param("name", "Rani")
        .param("login", "rani")
        .param("adminName", "Adi")
        .param("adminLogin", admin)
        .param("adminPassword", "sandi-pengelola")
        .param("units", "kode,nama,induk\n" + units);
  }

  private String code() {
    return String.valueOf(ReflectionTestUtils.getField(gate, "code"));
  }
}
