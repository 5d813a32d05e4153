package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.channel.Inbox;
import id.lapor.channel.XHook;
import id.lapor.channel.x.Timeline;
import id.lapor.channel.x.XServer;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Report;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Posts that X brings, by OAuth 2: each again and again until it is answered with 200. */
@ApplicationTest
class XBroughtIntegrationTests extends XHouse {

  private static final XServer X = new XServer();

  @Autowired Accounts accounts;

  @DynamicPropertySource
  static void account(DynamicPropertyRegistry registry) {
    X.settingsOfOAuth2().forEach((name, value) -> registry.add(name, () -> value));
  }

  @AfterAll
  static void stop() {
    X.close();
  }

  @Override
  protected XServer x() {
    return X;
  }

  @Override
  protected Writer peer() {
    return new Brought();
  }

  private final class Brought extends XWriter {
    private final List<byte[]> waiting = new ArrayList<>();

    Brought() {
      super(X, round::run, XBroughtIntegrationTests.this::bring, () -> 0, reporters);
    }

    private void bring() {
      waiting.add(timeline.brought(last));
      waiting.removeIf(XBroughtIntegrationTests.this::bring);
    }

    @Override
    public void write(String text) {
      super.write(text);
      bring();
    }

    @Override
    public void again() {
      waiting.add(timeline.brought(last));
    }

    @Override
    public void hostile() {
      last = timeline.number();
      waiting.add(
          ("{\"data\":{\"id\":\"" + last + "\",\"text\":\"\u202e<b>")
              .getBytes(StandardCharsets.UTF_8));
      waiting.removeIf(XBroughtIntegrationTests.this::bring);
    }

    @Override
    public void collect() {
      waiting.removeIf(XBroughtIntegrationTests.this::bring);
      if (!waiting.isEmpty()) {
        throw new IllegalStateException("Not acknowledged");
      }
    }

    @Override
    public int waiting() {
      return waiting.size();
    }
  }

  @Test
  void showsXThatTheDoorIsOurs() throws Exception {
    web.perform(get("/sambungan/x").param("crc_token", "tantangan"))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .json(
                    "{\"response_token\":\"%s\"}"
                        .formatted(
                            XServer.signature("tantangan".getBytes(StandardCharsets.UTF_8)))));
    web.perform(get("/sambungan/x")).andExpect(status().isNotFound());
  }

  /** X shuts the door after one wrong answer, so it is given without a database too. */
  @Test
  void showsItWhileTheDatabaseIsAway() throws Exception {
    jdbc.sql("ALTER TABLE channel_inbox RENAME TO channel_inbox_away").update();
    try {
      showsXThatTheDoorIsOurs();
    } finally {
      jdbc.sql("ALTER TABLE channel_inbox_away RENAME TO channel_inbox").update();
    }
  }

  @Test
  void takesNothingThatXDidNotSign() {
    XWriter writer = writer();
    writer.write("BONTANG jembatan gantung putus di hulu");
    byte[] body = X.timeline.brought(writer.last);
    String right = XServer.signature(body);
    assertThat(brought(body, "")).isEqualTo(404);
    assertThat(brought(body, "sha256=" + "A".repeat(43) + "=")).isEqualTo(404);
    assertThat(brought(body, right.toLowerCase(java.util.Locale.ROOT))).isEqualTo(404);
    byte[] changed =
        new String(body, StandardCharsets.UTF_8)
            .replace("putus", "utuh")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(brought(changed, right)).isEqualTo(404);
    byte[] spaced =
        (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
    assertThat(brought(spaced, right)).as("every byte counts").isEqualTo(404);
    byte[] large = new byte[XHook.LARGEST + 1];
    assertThat(brought(large, XServer.signature(large))).isEqualTo(413);
    assertThat(inbox.known(wire(), "x:" + writer.last)).isEmpty();
    assertThat(brought(body, right)).isEqualTo(200);
    assertThat(inbox.known(wire(), "x:" + writer.last)).isPresent();
  }

  @Test
  void keepsOneOfAPostThatIsBroughtAndFetched() throws Exception {
    XWriter writer = writer();
    writer.write("BONTANG kabel telepon menjuntai di Berbas Pantai");
    assertThat(bring(X.timeline.brought(writer.last))).isTrue();
    reader.readAll();
    pass(writer);
    assertThat(filed(writer)).hasSize(1);
    assertThat(writer.answers()).hasSize(1);
  }

  @Test
  void keepsEveryByteItWasBrought() {
    XWriter writer = writer();
    writer.write("BONTANG pagar taman rusak, \"rusak\" sekali");
    byte[] body = X.timeline.brought(writer.last);
    bring(body);
    Inbox.Known known = inbox.known(wire(), "x:" + writer.last).orElseThrow();
    assertThat(inbox.bytes(known.id())).hasValueSatisfying(b -> assertThat(b).isEqualTo(body));
    assertThat(
            jdbc.sql("SELECT encode(sealed, 'escape') FROM channel_raw WHERE inbox_id = ?")
                .param(known.id())
                .query(String.class)
                .single())
        .doesNotContain("pagar");
  }

  /** The report stays; that its author took the post back a person sees, once. */
  @Test
  void showsAPersonThatAPostWasTakenBack() throws Exception {
    XWriter writer = writer();
    Report report = filed(writer, "BONTANG bau limbah di dekat sekolah");
    bring(Timeline.deleted(writer.last, writer.account));
    bring(Timeline.deleted(writer.last, writer.account));
    bring(Timeline.deleted("12345", writer.account));
    reader.readAll();
    assertThat(reports.find(report.id())).isPresent();
    assertThat(inbox.toLookAt(100).stream().filter(a -> a.letter().text().contains(writer.last)))
        .hasSize(1);
    assertThat(inbox.toLookAt(100)).noneMatch(a -> a.letter().text().contains("12345"));
  }

  /** So that whoever looks knows what to do, and sees the post where it stands. */
  @Test
  void tellsOnThePageOfTheWiresWhyAPostWaitsAndWhereItIs() throws Exception {
    XWriter writer = writer();
    filed(writer, "BONTANG halte bus roboh di simpang empat");
    bring(Timeline.deleted(writer.last, writer.account));
    reader.readAll();
    by(get("/saluran"))
        .andExpect(content().string(containsString("Penulisnya menghapus kiriman")))
        .andExpect(content().string(containsString("https://x.com/i/web/status/" + writer.last)));
  }

  @Test
  void showsOnItsCardHowManyPostsWaitToBeRead() throws Exception {
    XWriter writer = writer();
    writer.write("BONTANG halte bus gelap di simpang tiga");
    writer.write("BONTANG halte bus becek di simpang lima");
    writer.collect();
    String card = "(?s).*id=\"x\".*<dt>Menunggu dibaca sistem</dt><dd>%s</dd>.*";
    by(get("/saluran")).andExpect(content().string(matchesPattern(card.formatted("2"))));
    pass(writer);
    by(get("/saluran")).andExpect(content().string(matchesPattern(card.formatted("0"))));
  }

  private Officer nadia() {
    return accounts
        .find("nadia")
        .orElseGet(() ->
            accounts.open(
                "nadia",
                "Nadia",
                "kata-sandi-panjang",
                agencies.nationalAdmin().id().value(),
                Role.NATIONAL_ADMIN));
  }

  private ResultActions by(MockHttpServletRequestBuilder request) throws Exception {
    return web.perform(
        request
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(nadia(), null, List.of())))
            .with(csrf()));
  }

  private record Asked(URI address, Cookie session) {

    String state() {
      return address.getQuery().replaceAll(".*&state=([^&]*).*", "$1");
    }
  }

  private Asked asked() throws Exception {
    MockHttpServletResponse page =
        by(post("/saluran/x/izin")).andExpect(status().isOk()).andReturn().getResponse();
    Matcher link =
        Pattern.compile("href=\"([^\"]*/i/oauth2/authorize[^\"]*)\"")
            .matcher(page.getContentAsString());
    assertThat(link.find()).isTrue();
    return new Asked(
        URI.create(link.group(1).replace("&amp;", "&")),
        Objects.requireNonNull(page.getCookie("sesi")));
  }

  private ResultActions back(Asked asked, String state, String code) throws Exception {
    return by(
        get("/sambungan/x/izin").param("state", state).param("code", code).cookie(asked.session()));
  }

  /** RFC 6749 section 4.1 and RFC 7636: once, in the session that asked, from the right account. */
  @Test
  void takesAKeyOnceInTheSessionThatAskedAndFromTheRightAccountOnly() throws Exception {
    by(get("/saluran")).andExpect(content().string(containsString("Pasang kunci akun")));
    Asked asked = asked();
    back(asked, "lain", X.entrance.allow(asked.address()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("bukan untuk permintaan Anda")));
    back(asked, asked.state(), X.entrance.allow(asked.address()))
        .andExpect(content().string(containsString("sudah dipakai atau lewat")));
    Asked refused = asked();
    back(refused, refused.state(), "")
        .andExpect(content().string(containsString("X tidak memberi izin")));
    Asked wrong = asked();
    back(wrong, wrong.state(), "kode-lain")
        .andExpect(content().string(containsString("tidak menerima kode")));
    X.entrance.signedInAs("42");
    Asked other = asked();
    back(other, other.state(), X.entrance.allow(other.address()))
        .andExpect(content().string(containsString("akun X yang lain")));
    X.entrance.signedInAs(XServer.ACCOUNT);
    Asked late = asked();
    clock.advance(java.time.Duration.ofMinutes(11));
    back(late, late.state(), X.entrance.allow(late.address()))
        .andExpect(content().string(containsString("sudah dipakai atau lewat")));
  }

  @Test
  void keepsTheKeyItWasGivenSealedAndUsesIt() throws Exception {
    X.entrance.forgetRefresh("dicabut lagi");
    Asked good = asked();
    back(good, good.state(), X.entrance.allow(good.address()))
        .andExpect(status().is3xxRedirection());
    back(good, good.state(), "kode-1")
        .andExpect(content().string(containsString("sudah dipakai atau lewat")));
    assertThat(accounts.history(nadia().accountId()).getFirst().what())
        .isEqualTo(AccountAct.What.X_GRANTED);
    assertThat(
            jdbc.sql("SELECT encode(sealed, 'escape') FROM channel_x_token")
                .query(String.class)
                .single())
        .doesNotContain(X.entrance.refresh());
    int keys = X.entrance.keys();
    round.run();
    filed(writer(), "BONTANG kunci baru dipakai untuk membaca ini");
    assertThat(X.entrance.keys()).as("the one given is used").isEqualTo(keys);
  }

  @Test
  void exchangesItsKeysAndKeepsThemSealed() throws Exception {
    filed(writer(), "BONTANG lampu mati di dermaga");
    int keys = X.entrance.keys();
    round.run();
    assertThat(X.entrance.keys()).as("used as long as it works").isEqualTo(keys);
    clock.advance(java.time.Duration.ofHours(3));
    round.run();
    assertThat(X.entrance.keys()).isEqualTo(keys + 1);
    X.entrance.forgetAccess();
    round.run();
    assertThat(X.entrance.keys()).as("one that X doubts is exchanged").isEqualTo(keys + 2);
    assertThat(
            jdbc.sql("SELECT encode(sealed, 'escape') FROM channel_x_token")
                .query(String.class)
                .single())
        .doesNotContain(X.entrance.refresh());
  }
}
