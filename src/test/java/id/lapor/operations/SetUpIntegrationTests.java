package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.people.Accounts;
import id.lapor.people.Administration;
import id.lapor.people.Invitations;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
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
  @Autowired Invitations invitations;

  @Test
  void opensOnlyAfterThePersonAtTheTerminalSaidWhoseItIs() throws Exception {
    web.perform(get("/"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().exists("Retry-After"));
    web.perform(get("/pasang?kode=salah")).andExpect(status().isNotFound());
    web.perform(get("/pasang?kode=" + code())).andExpect(status().isOk());

    web.perform(form("DISHUB,Dinas Perhubungan,TIDAK-ADA,").param("password", "pendek"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("value=\"Pemerintah Kota Contoh\"")));
    web.perform(form("DISHUB,Dinas Perhubungan,TIDAK-ADA,").param("password", "kata-sandi-panjang"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("Line 2: its parent")));
    assertThat(agencies.find("PEMDA")).as("nothing of a refused form is kept").isEmpty();

    web.perform(form("DISHUB,Dinas Perhubungan,,", "RANI").param("password", "kata-sandi-panjang"))
        .andExpect(status().isUnprocessableContent());
    assertThat(organisation.empty()).as("two people cannot share one login").isTrue();

    web.perform(
            form("""
            DISHUB,Dinas Perhubungan,,
            UPT-1,UPT Terminal,DISHUB,
            INSPEKTORAT,Inspektorat,,pengawas
            KEMENDAGRI,Kementerian Dalam Negeri,NASIONAL,Pengawas\
            """)
                .param("password", "kata-sandi-panjang"))
        .andExpect(redirectedUrl("/antrean"));
    assertThat(agencies.deskFor("64.74.01.1001").code()).isEqualTo("KOORDINATOR");
    assertThat(agencies.find("UPT-1").orElseThrow().parent())
        .isEqualTo(agencies.find("DISHUB").orElseThrow().id());
    web.perform(get("/")).andExpect(status().isOk());
    web.perform(get("/pasang?kode=" + code())).andExpect(status().isNotFound());
    Officer admin = accounts.find("admin").orElseThrow();
    theAdministratorCanManageEverybody(admin);
    whoWatchesIsAppointedByTheCentre(admin);
    tablesOfOfficersGiveNoRoleAnOfficeDoesNotHave();
  }

  /** Nobody watches at first, and the page says so; then both are there and at work. */
  private void whoWatchesIsAppointedByTheCentre(Officer admin) throws Exception {
    web.perform(get("/petugas").with(as(admin)))
        .andExpect(content().string(Matchers.containsString("Belum ada pengawas")))
        .andExpect(content().string(Matchers.containsString("Belum ada admin nasional")));
    Agency centre = agencies.nationalAdmin();
    Agency ministry = agencies.find("KEMENDAGRI").orElseThrow();
    Agency inspectorate = agencies.find("INSPEKTORAT").orElseThrow();
    assertThat(List.of(ministry.type(), inspectorate.type())).containsOnly(Agency.Type.SUPERVISOR);
    Officer nadia = invited(admin, "nadia", centre, Role.NATIONAL_ADMIN);
    Officer sekar = invited(admin, "sekar", ministry, Role.SUPERVISOR);
    Officer ida = invited(admin, "ida", inspectorate, Role.SUPERVISOR);
    Officer local =
        invited(admin, "lokal", agencies.find("PEMDA").orElseThrow(), Role.ADMINISTRATOR);
    assertThat(agencies.jurisdiction(ministry.id()).everywhere()).isTrue();
    assertThat(agencies.jurisdiction(inspectorate.id()).everywhere()).isFalse();
    assertThat(
            agencies
                .jurisdiction(inspectorate.id())
                .covers(agencies.find("DISHUB").orElseThrow().id()))
        .isTrue();
    for (Officer officer : List.of(nadia, sekar, ida)) {
      web.perform(get("/teguran").with(as(officer))).andExpect(status().isOk());
    }
    web.perform(get("/aturan").with(as(nadia))).andExpect(status().isOk());
    web.perform(get("/antrean").with(as(nadia))).andExpect(status().isOk());
    web.perform(get("/petugas").with(as(admin)))
        .andExpect(content().string(Matchers.not(Matchers.containsString("Belum ada"))));
    invite(local, "lain", centre, Role.NATIONAL_ADMIN).andExpect(status().isUnprocessableContent());
    invite(admin, "lain", agencies.find("DISHUB").orElseThrow(), Role.SUPERVISOR)
        .andExpect(status().isUnprocessableContent());
    web.perform(get("/petugas").with(as(local)))
        .andExpect(content().string(Matchers.not(Matchers.containsString("NATIONAL_ADMIN"))));
  }

  private void tablesOfOfficersGiveNoRoleAnOfficeDoesNotHave() {
    String table = "login,nama,instansi,peran\n";
    assertThatThrownBy(() -> organisation.addOfficers(table + "x,X,DISHUB,SUPERVISOR"))
        .hasMessageContaining("nobody at \"DISHUB\" can be SUPERVISOR");
    assertThat(organisation.addOfficers(table + "wira,Wira,KEMENDAGRI,SUPERVISOR")).hasSize(1);
    for (Agency.Type type : Agency.Type.values()) {
      assertThat(Administration.Seat.valueOf(type.name()).roles()).isNotEmpty();
    }
  }

  /** Opens an account by its link, as its owner does. */
  private Officer invited(Officer admin, String login, Agency office, Role role) throws Exception {
    String page =
        invite(admin, login, office, role)
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
    Matcher link = Pattern.compile("/undangan#([A-Z2-7]+)").matcher(page);
    assertThat(link.find()).isTrue();
    assertThat(invitations.accept(link.group(1), "kata-sandi-panjang")).isPresent();
    assertThat(accounts.enter(login, "kata-sandi-panjang")).isPresent();
    Officer officer = accounts.find(login).orElseThrow();
    assertThat(officer.role()).isEqualTo(role);
    return officer;
  }

  private ResultActions invite(Officer admin, String login, Agency office, Role role)
      throws Exception {
    return web.perform(
        post("/petugas")
            .with(as(admin))
            .with(csrf())
            .param("login", login)
            .param("name", login)
            .param("agency", String.valueOf(office.id().value()))
            .param("role", role.name()));
  }

  private void theAdministratorCanManageEverybody(Officer admin) throws Exception {
    Officer desk = accounts.find("rani").orElseThrow();
    assertThat(admin.role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(accounts.enter("admin", "sandi-pengelola")).isPresent();
    web.perform(get("/petugas?cari=rani").with(as(admin)))
        .andExpect(
            content().string(Matchers.containsString("/petugas/" + desk.accountId() + "\"")));
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
        .param("units", "kode,nama,induk,jenis\n" + units);
  }

  private String code() {
    return String.valueOf(ReflectionTestUtils.getField(gate, "code"));
  }
}
