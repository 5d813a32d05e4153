package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;

/** Updates of service requests both ways. */
@ApplicationTest
class Open311UpdatesIntegrationTests extends Open311Town {

  private MockHttpServletRequestBuilder update(Report report, String id, String status) {
    return post(V2 + "servicerequestupdates.json")
        .param("api_key", key)
        .param("service_request_id", id(report))
        .param("update_id", id)
        .param("status", status)
        .param("updated_datetime", clock.instant().toString())
        .param("description", "Masih gelap, kata pelapor");
  }

  private String taken(MockHttpServletRequestBuilder update) throws Exception {
    MockHttpServletResponse answer = answer(update);
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    return JSON.readTree(answer.getContentAsString()).get(0).get("update_id").asString();
  }

  private List<JsonNode> updates(Instant from) throws Exception {
    JsonNode all =
        json(
            "servicerequestupdates",
            "api_key",
            key,
            "start_date",
            from.toString(),
            "end_date",
            clock.instant().plusSeconds(1).toString());
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  private List<JsonNode> page(Instant from, String page) throws Exception {
    JsonNode some =
        json(
            "servicerequestupdates",
            "api_key",
            key,
            "start_date",
            from.toString(),
            "end_date",
            clock.instant().plusSeconds(1).toString(),
            "page_size",
            "2",
            "page",
            page);
    return StreamSupport.stream(some.spliterator(), false).toList();
  }

  @Test
  void tellsWhatHappenedInTheTimeAskedFor() throws Exception {
    Instant start = clock.instant();
    Report report = shown("Lampu diikuti");
    clock.advance(Duration.ofHours(1));
    answered(report);
    clock.advance(Duration.ofHours(1));
    confirmed(report);
    List<JsonNode> updates = updates(start);
    assertThat(updates)
        .extracting(u -> u.get("status").asString())
        .containsExactly("investigating", "in_progress", "fixed");
    assertThat(updates.get(1).get("description").asString())
        .contains("menjawab", "Sudah diganti dan diperiksa");
    assertThat(updates)
        .extracting(u -> u.get("service_request_id").asString())
        .containsOnly(id(report));
    assertThat(updates(start.plus(Duration.ofMinutes(90)))).hasSize(1);
    assertThat(page(start, "1")).isEqualTo(updates.subList(0, 2));
    assertThat(page(start, "2")).isEqualTo(updates.subList(2, 3));
    assertThat(page(start, "3")).isEmpty();
    assertThat(asked("servicerequestupdates.xml", "api_key", key).getContentAsString())
        .contains("<service_request_updates><request_update><update_id>");
  }

  @Test
  void tellsNothingOfWhatIsOrBecamePrivate() throws Exception {
    Instant start = clock.instant();
    Report report = shown("Lampu menjadi rahasia");
    Report own = filed(form().param("attribute[kerahasiaan]", "rahasia"));
    taken(update(own, "p-1", "UNCHANGED"));
    assertThat(updates(start)).hasSize(1);
    reports.command(
        report.id(),
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        City.actor(city.rani));
    assertThat(updates(start)).isEmpty();
  }

  /** It is not even counted. */
  @Test
  void passesOverWhatIsNotPublicAnyMore() throws Exception {
    Report hidden = shown("Lampu yang disembunyikan");
    answered(hidden);
    clock.advance(Duration.ofHours(1));
    Report report = shown("Lampu yang tetap terbuka");
    answered(report);
    reports.command(
        hidden.id(),
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        City.actor(city.rani));
    List<String> told = new ArrayList<>();
    String next = V2 + "servicerequestupdates.json?page_size=2";
    int pages = 0;
    while (!next.isEmpty()) {
      MockHttpServletResponse answer = answer(get(URI.create(next)).param("api_key", key));
      JSON.readTree(answer.getContentAsString())
          .forEach(u -> told.add(u.get("service_request_id").asString()));
      assertThat(told).hasSize(2);
      pages++;
      String link = Objects.requireNonNullElse(answer.getHeader("Link"), "");
      assertThat(link).doesNotContain(key);
      next = link.replaceFirst("^<([^>]+)>; rel=\"next\"$", "$1");
    }
    assertThat(pages).isEqualTo(2);
    assertThat(told).containsOnly(id(report));
  }

  @Test
  void hidesWhatReportersSay() throws Exception {
    Instant start = clock.instant();
    Report report = shown("Lampu dibalas");
    reports.command(
        report.id(),
        new Command.Reply("Nomor saya kenari", List.of()),
        new id.lapor.report.Actor.Reporter());
    assertThat(updates(start)).hasSize(2).noneMatch(u -> u.toString().contains("kenari"));
  }

  @Test
  void takesAnUpdateAsTheReportersReplyOnce() throws Exception {
    Report report = filed(form());
    String first = taken(update(report, "u-1", "OPEN"));
    assertThat(taken(update(report, "u-1", "OPEN"))).isEqualTo(first);
    assertThat(reports.history(report.id()))
        .extracting(e -> e.event().getClass().getSimpleName())
        .containsExactly("Filed", "Replied");
    refused(400, update(report, "u-1", "CLOSED"), "update_id");
    taken(update(report, "u-2", "FIXED"));
    assertThat(reports.find(report.id()).orElseThrow().stage()).isEqualTo(Stage.RECEIVED);
  }

  @Test
  void disputesAnAnswerOnlyWhenTheReportIsOpenedAgain() throws Exception {
    Report report = filed(form());
    reports.command(
        report.id(),
        new Command.Forward(
            city.transport, List.of(), report.matter().kind(), false, "lampu-jalan", "Lampu", ""),
        City.actor(city.rani));
    answered(report);
    taken(update(report, "d-1", "fixed"));
    assertThat(reports.find(report.id()).orElseThrow().stage()).isEqualTo(Stage.ANSWERED);
    taken(update(report, "d-2", "REOPEN"));
    assertThat(reports.find(report.id()).orElseThrow().stage()).isEqualTo(Stage.DISPUTED);
    assertThat(reports.history(report.id()).getLast().event()).isInstanceOf(Event.Disputed.class);
  }

  @Test
  void refusesUpdatesOnReportsOfOthers() throws Exception {
    Report report = shown("Lampu orang lain");
    refused(404, update(report, "x-1", "OPEN"), "service_request_id");
    Report own = filed(form());
    key = client(60, Scope.FILE, Scope.REPLY);
    refused(404, update(own, "x-1", "OPEN"), "service_request_id");
    refused(403, "servicerequestupdates", "api_key", key);
    refused(403, "servicerequestupdates");
    key = client(60, Scope.EVENTS);
    refused(403, update(own, "x-1", "OPEN"), "api_key");
  }

  @Test
  void refusesWhatIsIncomplete() throws Exception {
    Report own = filed(form());
    refused(400, update(own, "y-1", "PROSES"), "status is unknown");
    refused(
        400,
        post(V2 + "servicerequestupdates.json").param("api_key", key),
        "updated_datetime was not provided");
    refused(400, "servicerequestupdates", "api_key", key, "start_date", "2026-01-05T00:00:00Z");
  }
}
