package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import id.lapor.channel.Doors;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.AccessSecret;
import id.lapor.report.Channel;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Secrets;
import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;

/**
 * Somebody at a desk: an officer writes down what they say, and with the slip they go on by
 * themselves, on the page it opens.
 */
@ApplicationTest
class CounterChannelIntegrationTests extends DoorContract {

  private static final Pattern NUMBER = Pattern.compile("id=\"reference\">([^<]+)<");
  private static final Pattern SECRET = Pattern.compile("id=\"secret\">([^<]+)<");

  @Autowired Accounts accounts;
  @Autowired Secrets secrets;
  @Autowired Drafts drafts;
  @Autowired Counter counter;

  @Override
  protected Channel channel() {
    return Channel.DESK;
  }

  @Override
  protected String line() {
    return Doors.AT_THE_DESK;
  }

  @Override
  protected List<String> shown() {
    return List.of("Loket petugas");
  }

  @Override
  protected Peer peer() {
    return new Visitor();
  }

  private Officer rani() {
    return accounts
        .find("rani-loket")
        .orElseGet(() ->
            accounts.open(
                "rani-loket",
                "Rani Prasetya",
                "kata-sandi-panjang",
                city.desk.value(),
                Role.COORDINATOR));
  }

  /** What was typed lies on its sheet before anything is filed, also where it cannot be. */
  @Test
  @Override
  protected void readsOnceMoreWhatWasKept() throws Exception {
    Visitor visitor = (Visitor) someone();
    visitor.huge("tiang listrik miring di depan balai");
    assertThat(visitor.refused()).isTrue();
    assertThat(drafts.find(visitor.token()).orElseThrow().draft().text())
        .startsWith("tiang listrik miring di depan balai");
    visitor.correct("tiang listrik miring di depan balai desa");
    assertThat(filed(visitor)).hasSize(1);
    assertThat(filed(visitor).getFirst().matter().text())
        .isEqualTo("tiang listrik miring di depan balai desa");
  }

  private final class Visitor extends Caller {

    private final Map<Reference, AccessSecret> slips = new LinkedHashMap<>();
    private String sheet = "";

    Visitor() {
      super(reporters);
    }

    String token() {
      return counter.token(sheet);
    }

    private <B extends AbstractMockHttpServletRequestBuilder<B>> B officer(B request) {
      return request
          .with(
              authentication(
                  UsernamePasswordAuthenticationToken.authenticated(rani(), null, List.of())))
          .with(csrf());
    }

    private void type(String key, Map<String, String> instead, byte[] file) {
      Map<String, String> typed =
          new LinkedHashMap<>(
              Map.of(
                  "kunci", key,
                  "channel", "DESK",
                  "region", "64.74.01.1002",
                  "kind", "COMPLAINT",
                  "agreed", "true",
                  "name", "Siti Melati",
                  "aksi", "catat"));
      typed.putAll(instead);
      send(() -> {
        MockMultipartHttpServletRequestBuilder form = multipart("/terima");
        if (file.length > 0) {
          form.file(new MockMultipartFile("files", "../\u0000surat.exe", "image/png", file));
        }
        typed.forEach(form::param);
        return officer(form);
      });
    }

    @Override
    public void file(String words) {
      sheet = drafts.newToken();
      type(sheet, Map.of("text", words), new byte[0]);
    }

    void correct(String words) {
      type(sheet, Map.of("text", words), new byte[0]);
    }

    @Override
    public void huge(String words) {
      sheet = drafts.newToken();
      type(sheet, Map.of("text", words + " " + "gelap ".repeat(5_000)), new byte[0]);
    }

    @Override
    public void hostile() {
      type(
          "\"><script>",
          Map.of(
              "text",
              "\u0000<script>\u202e",
              "region",
              "'; DROP TABLE report_case",
              "channel",
              "<b>",
              "kind",
              "<b>"),
          new byte[] {'M', 'Z', 0, 1, (byte) 0xff});
    }

    private void own(Report report, String act, String words) {
      Cookie cookie =
          new Cookie(
              "buka-" + report.reference().code(),
              Objects.requireNonNull(slips.get(report.reference())).shown());
      send(() ->
          multipart("/l/" + report.reference() + "/" + act)
              .param("text", words)
              .cookie(cookie)
              .with(csrf()));
    }

    @Override
    public void reply(Report report, String words) {
      own(report, "balas", words);
    }

    @Override
    public void ask(@Nullable Report report) {
      String address = report == null ? "7K3M-Q9TX-5" : report.reference().toString();
      @Nullable AccessSecret secret = report == null ? null : slips.get(report.reference());
      String shown = secret == null ? "tidak ada" : secret.shown();
      send(
          () -> get("/l/" + address).cookie(new Cookie("buka-" + address.replace("-", ""), shown)));
    }

    /** What decides something takes a secret of the reporter's own, which no officer has seen. */
    @Override
    public void deny(Report report, String words) {
      AccessSecret own = AccessSecret.of(new byte[16]);
      assertThat(secrets.exchange(report, own, false)).isTrue();
      slips.put(report.reference(), own);
      own(report, "belum", words);
    }

    /** What stands on a slip; of any other page all. */
    @Override
    protected String told(MockHttpServletResponse answer) throws Exception {
      String page = answer.getContentAsString();
      Matcher number = NUMBER.matcher(page);
      Matcher secret = SECRET.matcher(page);
      if (!number.find() || !secret.find()) {
        return page + " " + answer.getHeader("Location");
      }
      slips.put(
          Reference.parse(number.group(1)).orElseThrow(),
          AccessSecret.parse(secret.group(1)).orElseThrow());
      return number.group(1) + " " + secret.group(1);
    }

    @Override
    public List<ReporterId> known() {
      List<ReporterId> known = new ArrayList<>();
      slips.keySet().forEach(r -> known.add(of(r)));
      return known.reversed();
    }

    private ReporterId of(Reference reference) {
      return Objects.requireNonNull(reports.find(reference).orElseThrow().matter().reporter());
    }
  }
}
