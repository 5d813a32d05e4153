package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.platform.City;
import id.lapor.platform.db.ServerTest;
import id.lapor.report.Reports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Somebody clears the cookies, or comes back too late, in the middle of a report. */
@ServerTest
class LostCookiesIntegrationTests {

  private static final int PORT = freePort();
  private static final String TEXT = "Lampu <b>jalan</b> di depan pasar mati sejak Senin.";
  private static final String ESCAPED = "Lampu &lt;b&gt;jalan&lt;/b&gt; di depan pasar";

  @Autowired Agencies agencies;
  @Autowired Reports reports;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
  }

  @BeforeEach
  void build() {
    new City(agencies, reports);
  }

  @Test
  void goesOnFromTheTextOfTheFirstScreen() throws Exception {
    String first = open("/lapor/1").body();
    assertThat(send("/lapor/1", first, "text", TEXT).statusCode()).isEqualTo(302);
    String second = open("/lapor/2").body();
    cookies.getCookieStore().removeAll();

    HttpResponse<String> again = send("/lapor/2", second, "region", "64.74.01.1002");
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains(ESCAPED, "Tulisan Anda masih ada").doesNotContain("<b>jalan");
    assertThat(send("/lapor/1", again.body(), "text", TEXT).headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).endsWith("/lapor/2"));
    assertThat(open("/lapor/1").body()).contains(ESCAPED);
  }

  @Test
  void showsWhatWasTypedOnTheFirstScreenItself() throws Exception {
    String first = open("/lapor/1").body();
    cookies.getCookieStore().removeAll();
    HttpResponse<String> again = send("/lapor/1", first, "text", TEXT);
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains(ESCAPED);
  }

  @Test
  void doesNothingForAFormThatBringsNothingOrGoesElsewhere() throws Exception {
    String first = open("/lapor/1").body();
    cookies.getCookieStore().removeAll();
    assertThat(send("/lapor/3", first, "dibawa", "AAAA").statusCode()).isEqualTo(403);
    assertThat(send("/lapor/simpan", first, "text", TEXT).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> open(String address) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + address)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A form as the page has it: with its hidden fields and one that was filled in. */
  private HttpResponse<String> send(String address, String page, String field, String value)
      throws Exception {
    StringBuilder form = new StringBuilder(field + "=" + encoded(value));
    Matcher hidden = Pattern.compile("name=\"(_csrf|dibawa)\" value=\"([^\"]*)\"").matcher(page);
    while (hidden.find()) {
      form.append('&').append(hidden.group(1)).append('=').append(encoded(hidden.group(2)));
    }
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
