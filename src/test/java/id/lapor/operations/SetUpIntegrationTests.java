package id.lapor.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.platform.db.ApplicationTest;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** One story, because an installation is set up once. */
@ApplicationTest
@ActiveProfiles({"test", "run"})
class SetUpIntegrationTests {

  @Autowired MockMvc web;
  @Autowired SetUpGate gate;
  @Autowired Agencies agencies;

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

    web.perform(
            form("DISHUB,Dinas Perhubungan,\nUPT-1,UPT Terminal,DISHUB")
                .param("password", "kata-sandi-panjang"))
        .andExpect(redirectedUrl("/antrean"));
    assertThat(agencies.deskFor("64.74.01.1001").code()).isEqualTo("KOORDINATOR");
    assertThat(agencies.find("UPT-1").orElseThrow().parent())
        .isEqualTo(agencies.find("DISHUB").orElseThrow().id());
    web.perform(get("/")).andExpect(status().isOk());
    web.perform(get("/pasang?kode=" + code())).andExpect(status().isNotFound());
  }

  private MockHttpServletRequestBuilder form(String units) {
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
        .param("units", "kode,nama,induk\n" + units);
  }

  private String code() {
    return String.valueOf(ReflectionTestUtils.getField(gate, "code"));
  }
}
