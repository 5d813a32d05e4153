package id.lapor.people;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.platform.db.ApplicationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Apart from the tests that send forms: Spring Security's test support exchanges the token store of
 * a whole context for one that needs sessions.
 */
@ApplicationTest
class VisitorIntegrationTests {

  @Autowired MockMvc web;

  @Test
  void startsNoSessionForVisitors() throws Exception {
    web.perform(get("/masuk")).andExpect(status().isOk()).andExpect(cookie().doesNotExist("sesi"));
  }
}
