package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.agency.Agencies;
import id.lapor.evidence.EvidenceBox;
import id.lapor.people.Accounts;
import id.lapor.people.Reporters;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Reference;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import id.lapor.visibility.Visitors.Visit;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** What is not shown is not found either: a search that finds a report by a word tells the word. */
@ApplicationTest
class SearchedIntegrationTests {

  private static final String UNKNOWN = Reference.random(new Random(1708)).toString();

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired EvidenceBox box;

  private static @Nullable City built;

  private City city;
  private Visitors visitors;

  @BeforeEach
  void live() {
    if (built == null) {
      built = new City(reports, reporters, agencies, accounts, box);
      built.build();
    }
    city = built;
    visitors = new Visitors(web, city);
  }

  @ParameterizedTest
  @EnumSource(City.Field.class)
  void findsNoReportByWhatIsNotPublicOfIt(City.Field field) throws Exception {
    for (City.Case c : every(field)) {
      assertThat(found(field.canary(c)))
          .as("the %s of %s", field, c)
          .isSubsetOf(readable(c, field) ? Set.of(c.reference()) : Set.of());
    }
  }

  /** Of reports that differ in their stage only, the half is enough. */
  private List<City.Case> every(City.Field field) {
    return city.cases().stream()
        .filter(c -> c.state() != City.State.USUAL || (c.number() + field.ordinal()) % 2 == 0)
        .toList();
  }

  private boolean readable(City.Case c, City.Field field) {
    var matter = city.report(c).matter();
    return City.shownToAll(matter)
        && switch (field) {
          case REFERENCE -> true;
          case ADDRESS -> matter.visibility() == Visibility.OPEN;
          case NAME -> new Sight(city).named(c);
          case ANSWER -> true;
          case PHONE, EMAIL, NIK, X, TEXT, POINT, FILE, NOTE, REPLY, QUESTION, REASON, SECRET ->
              false;
        };
  }

  @Test
  void findsWhatIsPublicByItsWords() throws Exception {
    Set<String> found = new HashSet<>();
    @Nullable String page = "/laporan?q=lampu%20minggu";
    while (page != null) {
      String shown =
          visitors
              .answer(get(URI.create(page)), new Visit(Visitors.NOBODY, null))
              .getContentAsString();
      found.addAll(numbers(shown));
      @Nullable Element next = Jsoup.parse(shown).selectFirst("button[name=sesudah]");
      page =
          next == null
              ? null
              : "/laporan?q=lampu%20minggu&sesudah="
                  + URLEncoder.encode(next.val(), StandardCharsets.UTF_8);
    }
    assertThat(found)
        .isNotEmpty()
        .isEqualTo(
            city.cases().stream()
                .filter(c -> City.shownToAll(city.report(c).matter()))
                .map(City.Case::reference)
                .collect(Collectors.toSet()));
  }

  /** The words themselves stand in the box again, and tell nothing. */
  private Set<String> found(String words) throws Exception {
    MockHttpServletResponse answer =
        visitors.answer(get("/laporan").param("q", words), new Visit(Visitors.NOBODY, null));
    String shown =
        answer.getContentAsString(StandardCharsets.UTF_8).replace(words, "")
            + answer.getHeader("Location");
    return numbers(shown);
  }

  private Set<String> numbers(String shown) {
    return city.found(shown).stream()
        .filter(f -> f.field() == City.Field.REFERENCE)
        .map(f -> f.about().reference())
        .collect(Collectors.toSet());
  }

  /** To others a number of somebody's report is a number like any other. */
  @ParameterizedTest
  @ValueSource(strings = {"/antrean", "/laporan", "/cek"})
  void answersANumberThatIsNotTheirsLikeOneThatIsNobodys(String page) throws Exception {
    for (String who : List.of(Visitors.NOBODY, Visitors.MEMBER, "foreign-coordinator", "liaison")) {
      String unknown = asked(page, who, UNKNOWN);
      for (City.Case c : city.cases()) {
        boolean shown = City.shownToAll(city.report(c).matter());
        if (!shown && !new Sight(city).concerns(who, c)) {
          assertThat(asked(page, who, c.reference()))
              .as("%s asks %s for %s", who, page, c)
              .isEqualTo(unknown);
        }
      }
    }
  }

  private String asked(String page, String who, String number) throws Exception {
    MockHttpServletResponse answer =
        visitors.answer(get(page).param("nomor", number).param("q", number), new Visit(who, null));
    return answer.getStatus()
        + answer
            .getContentAsString(StandardCharsets.UTF_8)
            .replace(number, "NUMBER")
            .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
        + answer.getHeader("Location");
  }
}
