package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Command;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/**
 * Everybody knows of an anonymous report the day of what happened, no more, whichever way they ask;
 * whoever asks again and again for what changed misses nothing of it.
 */
@ApplicationTest
class DaysIntegrationTests extends Open311Town {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final AtomicInteger MINUTE = new AtomicInteger(17);

  @Autowired JdbcClient jdbc;

  /** Of each test a minute that stands in no other time on a page. */
  private final int minute = MINUTE.getAndIncrement();

  private final Duration morning = Duration.ofHours(9).plusMinutes(minute).plusSeconds(43);
  private LocalDate day = LocalDate.EPOCH;

  /** On a day of its own, with nothing else on it. */
  @BeforeEach
  void begin() {
    day = LocalDate.ofInstant(clock.instant(), WITA).plusDays(3);
    clock.set(at(morning));
  }

  private Instant at(Duration time) {
    return day.atStartOfDay(WITA).plus(time).toInstant();
  }

  /** Three acts, an hour between them. */
  private Report lived(Visibility visibility) {
    clock.set(at(morning));
    Report report = shown("Lampu mati di " + visibility, visibility);
    clock.set(at(morning.plusHours(1)));
    answered(report);
    clock.set(at(morning.plusHours(2)));
    confirmed(report);
    return report;
  }

  private List<MockHttpServletRequestBuilder> doors(Report report) {
    String ref = id(report);
    List<MockHttpServletRequestBuilder> doors = new ArrayList<>();
    for (String page : List.of("/", "/laporan", "/laporan?q=lampu", "/laporan/" + ref)) {
      doors.add(get(page));
    }
    for (String format : List.of("json", "xml")) {
      doors.add(get(V2 + "requests." + format));
      doors.add(get(V2 + "requests/" + ref + "." + format));
      doors.add(get(V2 + "servicerequestupdates." + format).param("api_key", key));
    }
    doors.add(get("/api/v1/reports"));
    doors.add(get("/api/v1/reports?limit=1"));
    doors.add(get("/api/v1/reports/" + ref));
    doors.add(get("/api/v1/events").param("limit", "500").header("Authorization", "Bearer " + key));
    return doors;
  }

  /** The minute as any of the doors would write it, in any zone of the country. */
  private List<String> told(Report report) throws Exception {
    List<String> told = new ArrayList<>();
    String micros = "" + at(morning).getEpochSecond();
    for (MockHttpServletRequestBuilder door : doors(report)) {
      var answer = answer(door);
      String text = answer.getContentAsString(StandardCharsets.UTF_8);
      assertThat(answer.getStatus()).isEqualTo(200);
      for (String minute : List.of("[01]\\d[:.]" + minute + "[:. ].*", micros + ".*")) {
        if (text.lines().anyMatch(l -> l.matches("(?s).*\\D" + minute))) {
          told.add(minute);
        }
      }
    }
    return told;
  }

  @Test
  void tellsNobodyTheMinuteOfAnAnonymousReport() throws Exception {
    assertThat(told(lived(Visibility.ANONYMOUS))).isEmpty();
    day = day.plusDays(1);
    assertThat(told(lived(Visibility.OPEN))).hasSizeGreaterThan(10); // else this proved nothing
  }

  @Test
  void tellsTheDayInTheZoneOfThePlace() throws Exception {
    Report report = lived(Visibility.ANONYMOUS);
    String midnight = day + "T00:00:00+08:00";
    var request = json("requests/" + id(report)).get(0);
    assertThat(request.get("requested_datetime").asString()).isEqualTo(midnight);
    assertThat(request.get("updated_datetime").asString()).isEqualTo(midnight);
    assertThat(answer(get("/laporan/" + id(report))).getContentAsString())
        .contains("<time datetime=\"" + day + "\">");
    assertThat(answer(get("/api/v1/reports/" + id(report))).getContentAsString())
        .contains("\"day_only\":true")
        .contains("\"received_at\":\"" + at(Duration.ZERO) + "\"");
  }

  @Test
  void tellsOnlyTheDayByWhichAnAnswerIsOwed() throws Exception {
    Report report = shown("Lampu mati di gang", Visibility.ANONYMOUS);
    assertThat(answer(get("/laporan/" + id(report))).getContentAsString())
        .contains("paling lambat")
        .doesNotContain("data-due")
        .doesNotContain("pukul");
    assertThat(json("requests/" + id(report)).get(0).get("expected_datetime").asString())
        .contains("T00:00:00+08:00");
    Report open = shown("Lampu mati di jalan", Visibility.OPEN);
    assertThat(answer(get("/laporan/" + id(open))).getContentAsString()).contains("data-due");
  }

  private List<String> changedSince(Duration time) throws Exception {
    return ids(json("requests", "updated_after", at(time).toString()));
  }

  private List<String> received(Duration from, Duration to) throws Exception {
    return ids(json("requests", "start_date", at(from).toString(), "end_date", at(to).toString()));
  }

  private boolean told(Report report, Duration from, Duration to) throws Exception {
    return json(
            "servicerequestupdates",
            "api_key",
            key,
            "start_date",
            at(from).toString(),
            "end_date",
            at(to).toString())
        .toString()
        .contains(id(report));
  }

  /** Whoever halves the time again and again finds the day and nothing finer. */
  @Test
  void findsItByAnyMomentOfItsDayAndByNoOther() throws Exception {
    String report = id(lived(Visibility.ANONYMOUS));
    Report whole =
        reports.find(id.lapor.report.Reference.parse(report).orElseThrow()).orElseThrow();
    Duration end = Duration.ofDays(1);
    for (Duration time = Duration.ZERO; time.compareTo(end) < 0; time = time.plusHours(3)) {
      assertThat(changedSince(time)).as("since " + time).contains(report);
      assertThat(received(time, time.plus(A_MINUTE))).as("at " + time).contains(report);
      assertThat(told(whole, time, time.plus(A_MINUTE))).as("updates at " + time).isTrue();
    }
    assertThat(changedSince(end)).doesNotContain(report);
    assertThat(received(end, end.plus(A_MINUTE))).doesNotContain(report);
    assertThat(told(whole, end, end.plus(A_MINUTE))).isFalse();
    Duration before = A_MINUTE.negated();
    assertThat(received(before.multipliedBy(2), before)).doesNotContain(report);
    assertThat(told(whole, before.multipliedBy(2), before)).isFalse();
  }

  /** The one a puller saw last is open and later than the day's beginning. */
  @Test
  void isNotMissedByAPullerThatAsksForWhatChangedSinceTheLastItSaw() throws Exception {
    Report open = shown("Lampu mati di alun-alun", Visibility.OPEN);
    Report anonymous = shown("Lampu mati di lorong", Visibility.ANONYMOUS);
    clock.set(at(morning.plusHours(3)));
    answered(open);
    clock.set(at(morning.plusHours(4)));
    answered(anonymous);
    assertThat(changedSince(morning.plusHours(3))).contains(id(open), id(anonymous));
    assertThat(told(anonymous, morning.plusHours(3), morning.plusHours(5))).isTrue();
  }

  @Test
  void pagesThroughOneDayWithoutLosingAny() throws Exception {
    List<String> filed = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      clock.advance(A_MINUTE);
      filed.add(id(shown("Lampu ke-" + i, i == 3 ? Visibility.OPEN : Visibility.ANONYMOUS)));
    }
    List<String> found = new ArrayList<>();
    String next = "";
    for (int i = 0; i < 7; i++) {
      var page =
          JSON.readTree(answer(get("/api/v1/reports?limit=1&cursor=" + next)).getContentAsString());
      found.add(page.get("reports").get(0).get("reference").asString());
      next = page.get("next").asString("");
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(filed);
    assertThat(found.getFirst()).isEqualTo(filed.get(3)); // the moment of an open one is known
    List<String> anonymous = new ArrayList<>(found);
    anonymous.removeFirst();
    assertThat(anonymous).as("not as they came").isNotEqualTo(asTheyCame(filed));
  }

  private static List<String> asTheyCame(List<String> filed) {
    List<String> came = new ArrayList<>(filed);
    came.remove(3);
    return came.reversed();
  }

  /** What was told to the moment is not any more, its end and its events included. */
  @Test
  void tellsTheMinuteNoMoreOnceAReportIsNarrowed() throws Exception {
    Report report = lived(Visibility.OPEN);
    assertThat(told(report)).isNotEmpty();
    Outcome narrowed =
        reports.command(
            report.id(),
            new Command.Narrow(Visibility.ANONYMOUS, "Pelapor takut dikenali tetangganya."),
            City.actor(city.rani));
    assertThat(narrowed).isInstanceOf(Outcome.Done.class);
    assertThat(told(report)).isEmpty();
    assertThat(told(report, Duration.ofHours(22), Duration.ofHours(23))).isTrue();
  }

  /** As rows lay there before: the migrations' own statements, once more. */
  @Test
  void tellsTheMinuteOfNoReportOfBeforeEither() throws Exception {
    Report report = lived(Visibility.ANONYMOUS);
    jdbc.sql(
            """
            UPDATE publication_report p
            SET day_only = false, received_at = c.received_at, changed_at = c.changed_at, ended_at = c.changed_at
            FROM report_case c WHERE c.id = p.report_id AND c.id = ?
            """)
        .param(report.id().value())
        .update();
    jdbc.sql("UPDATE api_event SET day_only = false, told_at = at WHERE report_id = ?")
        .param(report.id().value())
        .update();
    assertThat(told(report)).isNotEmpty();
    again("publication/V72_12__days.sql", "UPDATE publication_report p");
    again("api/V80_31__days_and_marks.sql", "UPDATE api_event e");
    assertThat(told(report)).isEmpty();
    assertThat(told(report, Duration.ofHours(22), Duration.ofHours(23))).isTrue();
    assertThat(json("requests/" + id(report)).get(0).get("requested_datetime").asString())
        .isEqualTo(day + "T00:00:00+08:00");
  }

  private void again(String migration, String statement) throws IOException {
    String sql =
        new ClassPathResource("db/migration/" + migration)
            .getContentAsString(StandardCharsets.UTF_8);
    int begin = sql.indexOf(statement);
    jdbc.sql(sql.substring(begin, sql.indexOf(';', begin))).update();
  }

  /** Who brought a report has its moments, and so have offices. */
  @Test
  void tellsTheClientThatBroughtItTheMoment() throws Exception {
    key = client(600, Scope.FILE, Scope.OWN, Scope.EVENTS);
    Report report = filed(form());
    assertThat(report.matter().visibility()).isNotEqualTo(Visibility.OPEN);
    assertThat(
            answer(
                    get("/api/v1/own-reports/" + id(report))
                        .header("Authorization", "Bearer " + key))
                .getContentAsString())
        .contains(
            "\"received_at\":\""
                + at(morning).toString().substring(0, 16).toUpperCase(Locale.ROOT));
  }
}
