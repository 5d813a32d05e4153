package id.lapor.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.people.Officer;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Event;
import id.lapor.report.Line;
import id.lapor.report.Redaction;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import id.lapor.report.Visibility;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What an office is about to tell everyone about persons, it first sees masked. */
@ApplicationTest
class MaskedWordsIntegrationTests {

  private static final Pattern MARK = Pattern.compile("name=\"samaran\" value=\"([0-9a-f]+)\"");
  private static final String SAID =
      "Sudah kami ganti bersama Pak Darmono, telepon 0812 9900 7001.";
  private static final String MASKED = "Sudah kami ganti bersama Pak " + Redaction.MASK;

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Story story;

  private City city;
  private Report report;
  private Officer liaison;

  @BeforeEach
  void build() {
    city = new City(agencies, reports);
    report = city.forwarded("Lampu jalan mati sejak minggu lalu.", "lampu", city.transport);
    liaison = City.liaison(city.transport);
  }

  private ResultActions sends(Officer officer, String act, String... params) throws Exception {
    MockHttpServletRequestBuilder form =
        post("/kerja/" + report.reference() + "/" + act)
            .with(
                authentication(
                    UsernamePasswordAuthenticationToken.authenticated(officer, null, List.of())))
            .with(csrf())
            .param("whyNoEvidence", "Malam hari")
            .param("day", "2030-01-07")
            .param("office", "Dinas Pekerjaan Umum")
            .param("reason", "SPAM")
            .param("desk", String.valueOf(agencies.nationalAdmin().id().value()));
    for (int i = 0; i < params.length; i += 2) {
      form.param(params[i], params[i + 1]);
    }
    return web.perform(form);
  }

  private static String mark(ResultActions page) throws Exception {
    String html = page.andReturn().getResponse().getContentAsString();
    Matcher mark = MARK.matcher(html);
    assertThat(mark.find()).as(html).isTrue();
    return mark.group(1);
  }

  private int acts() {
    return reports.history(report.id()).size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jawab", "tindak-lanjut", "kembalikan"})
  void showsHowEveryoneWillReadItBeforeTheyDo(String act) throws Exception {
    int before = acts();
    ResultActions asked = sends(liaison, act, "text", SAID);
    asked
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString(MASKED)))
        .andExpect(content().string(containsString(">" + SAID + "</textarea>")));
    assertThat(acts()).isEqualTo(before);
    sends(liaison, act, "text", SAID, "samaran", mark(asked))
        .andExpect(status().is3xxRedirection());
    List<Line> all = tells(Line.Eyes.EVERYONE);
    assertThat(all.getLast().said()).startsWith(MASKED).doesNotContain("Darmono", "9900");
    assertThat(tells(Line.Eyes.OFFICER).getLast().said()).as("in the case file").isEqualTo(SAID);
  }

  private List<Line> tells(Line.Eyes eyes) {
    Report now = reports.find(report.id()).orElseThrow();
    return story.tell(now, reports.history(report.id()), eyes);
  }

  /** The desk's words may be read once the report is public. */
  @ParameterizedTest
  @ValueSource(strings = {"serahkan", "arsipkan"})
  void showsItToTheDeskToo(String act) throws Exception {
    report = city.filed("Lampu jalan mati sejak minggu lalu.");
    ResultActions asked = sends(city.rani, act, "text", SAID);
    asked.andExpect(status().isUnprocessableContent());
    sends(city.rani, act, "text", SAID, "samaran", mark(asked))
        .andExpect(status().is3xxRedirection());
  }

  @Test
  void asksAgainForOtherWords() throws Exception {
    String mark = mark(sends(liaison, "jawab", "text", SAID));
    String other = SAID + " Bu Ratna juga hadir di sana.";
    ResultActions asked = sends(liaison, "jawab", "text", other, "samaran", mark);
    asked.andExpect(status().isUnprocessableContent());
    assertThat(mark(asked)).isNotEqualTo(mark);
  }

  @Test
  void showsWhyThereIsNoEvidenceLikewise() throws Exception {
    sends(
            liaison,
            "jawab",
            "text",
            "Lampu sudah diganti oleh petugas pagi ini.",
            "whyNoEvidence",
            "Foto ada pada Pak Darmono")
        .andExpect(status().isUnprocessableContent());
  }

  /** The machine's proposal stands in the form; who types a number back is asked once. */
  @Test
  void showsTheDeskWhatItLaysOpenOfTheReport() throws Exception {
    report = city.filed("Lampu mati, hubungi 0812 9900 7001.");
    String[] form = {
      "lead", String.valueOf(city.transport.value()), "publish", "true", "publicText"
    };
    ResultActions asked = sends(city.rani, "teruskan", with(form, "Hubungi 0812 9900 7001."));
    asked
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Hubungi " + Redaction.MASK + ".")));
    sends(city.rani, "teruskan", with(form, "Pak Darmono tahu.", "samaran", mark(asked)))
        .andExpect(status().isUnprocessableContent());
    sends(city.rani, "teruskan", with(form, "Hubungi 0812 9900 7001.", "samaran", mark(asked)))
        .andExpect(status().is3xxRedirection());
    assertThat(reports.find(report.id()).orElseThrow().matter().publicText())
        .isEqualTo("Hubungi 0812 9900 7001.");
  }

  private static String[] with(String[] form, String... more) {
    return Stream.of(form, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void asksNothingWhereNobodyElseReadsIt() throws Exception {
    sends(liaison, "catat", "text", SAID).andExpect(status().is3xxRedirection());
    sends(liaison, "tulis", "text", SAID).andExpect(status().is3xxRedirection());
    sends(liaison, "jawab", "text", "Lampu sudah diganti oleh petugas pagi ini.")
        .andExpect(status().is3xxRedirection());
    report = city.filed("Pungli di loket.", Visibility.SECRET);
    sends(city.rani, "serahkan", "text", SAID).andExpect(status().is3xxRedirection());
    assertThat(reports.history(report.id()).getLast().event()).isInstanceOf(Event.Redirected.class);
  }
}
