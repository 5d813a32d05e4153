package id.lapor.citizen;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import id.lapor.notification.Notifications;
import id.lapor.notification.Notified;
import jakarta.servlet.http.Cookie;
import java.util.Objects;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** How somebody comes to an account, by the pages; for tests. */
record Joining(MockMvc web, Notifications notifications) {

  /** Cookie of the session. */
  Cookie join(String address, String password) throws Exception {
    return Objects.requireNonNull(
        redeem(ask(address), Notified.code(notifications), password)
            .andExpect(redirectedUrl("/saya"))
            .andReturn()
            .getResponse()
            .getCookie("sesi"));
  }

  /** Cookie of the device that asked. */
  Cookie ask(String address) throws Exception {
    return Objects.requireNonNull(
        web.perform(post("/saya/kode").with(csrf()).param("alamat", address))
            .andExpect(redirectedUrl("/saya/sandi"))
            .andReturn()
            .getResponse()
            .getCookie("kode-akun"));
  }

  ResultActions redeem(Cookie token, String code, String password) throws Exception {
    return web.perform(
        post("/saya/sandi").cookie(token).with(csrf()).param("kode", code).param("baru", password));
  }
}
