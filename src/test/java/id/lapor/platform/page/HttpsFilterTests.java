package id.lapor.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** An HTTPS site serves nobody on the open internet without. */
class HttpsFilterTests {

  private static final String OUTSIDE = "103.28.12.1";

  private static MockHttpServletResponse answer(String site, MockHttpServletRequest request)
      throws Exception {
    Settings settings =
        new Settings(Path.of("data"), site, null, new Settings.Database("", "", "", 1, null));
    MockHttpServletResponse response = new MockHttpServletResponse();
    new HttpsFilter(settings).doFilter(request, response, new MockFilterChain());
    return response;
  }

  private static MockHttpServletRequest from(String address, String method, String path) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setRemoteAddr(address);
    return request;
  }

  @Test
  void sendsPeopleThereWithAllTheySent() throws Exception {
    MockHttpServletRequest request = from(OUTSIDE, "POST", "/cek");
    request.setQueryString("nomor=7K3M-Q9TX-5");
    MockHttpServletResponse answer = answer("https://lapor.example", request);
    assertThat(answer.getStatus()).isEqualTo(308);
    assertThat(answer.getHeader("Location"))
        .isEqualTo("https://lapor.example/cek?nomor=7K3M-Q9TX-5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/reports", "/open311/v2/requests.json", "/sambungan/kannel/masuk"})
  void tellsMachines(String path) throws Exception {
    MockHttpServletResponse answer = answer("https://lapor.example", from(OUTSIDE, "GET", path));
    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(answer.getContentAsString()).contains("https://lapor.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "192.168.1.7", "::1", "fd12:3456::1"})
  void letsTheOwnNetworkIn(String address) throws Exception {
    assertThat(answer("https://lapor.example", from(address, "GET", "/")).getStatus())
        .isEqualTo(200);
  }

  @Test
  void letsEverybodyInByHttpsAndWhereThereIsNone() throws Exception {
    MockHttpServletRequest secure = from(OUTSIDE, "GET", "/");
    secure.setSecure(true);
    assertThat(answer("https://lapor.example", secure).getStatus()).isEqualTo(200);
    assertThat(answer("http://localhost:8080", from(OUTSIDE, "GET", "/")).getStatus())
        .isEqualTo(200);
  }
}
