package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import tools.jackson.databind.JsonNode;

/** Open311 GeoReport v2 as it is written. */
@ApplicationTest
class Open311IntegrationTests extends Open311Town {

  @Test
  void filesAReportAsAnyOtherWayDoes() throws Exception {
    MockHttpServletResponse answer = answer(form());
    JsonNode body = JSON.readTree(answer.getContentAsString());
    assertThat(body.isArray()).isTrue();
    assertThat(body.get(0).has("token")).isFalse();
    assertThat(body.get(0).get("service_notice").asString()).contains("Jawaban pertama");
    Report report =
        reports
            .find(Reference.parse(body.get(0).get("service_request_id").asString()).orElseThrow())
            .orElseThrow();
    assertThat(report.matter().channel()).isEqualTo(Channel.OPEN311);
    assertThat(report.matter().category()).isEqualTo("lampu-jalan");
    assertThat(report.matter().visibility()).isEqualTo(Visibility.ANONYMOUS);
    assertThat(report.course().desk()).isEqualTo(city.desk);
    assertThat(report.matter().text()).isEqualTo("Lampu mati sejak Senin, gelap sekali");
    answer = answer(form().queryParam("x", "y"));
    assertThat(answer.getContentType()).isEqualToIgnoringCase("application/json; charset=utf-8");
  }

  @Test
  void keepsFilesThatCameWithIt() throws Exception {
    byte[] photo;
    try (var in =
        new org.springframework.core.io.ClassPathResource("static/icon-192.png").getInputStream()) {
      photo = in.readAllBytes();
    }
    Report report =
        filed(
            multipart(HttpMethod.POST, V2 + "requests.json")
                .file(new MockMultipartFile("media", "a.png", "image/png", photo))
                .file(new MockMultipartFile("photo1", "b.png", "image/png", photo))
                .param("api_key", key)
                .param("service_code", "parkir")
                .param("media_url", "http://127.0.0.1/foto.jpg")
                .param("address_string", "Pasar"));
    assertThat(reports.history(report.id()).getFirst().event())
        .isInstanceOfSatisfying(
            id.lapor.report.Event.Filed.class, f -> assertThat(f.evidence()).hasSize(2));
    assertThat(report.matter().text()).endsWith("http://127.0.0.1/foto.jpg");
    refused(
        400,
        multipart(HttpMethod.POST, V2 + "requests.json")
            .file(
                new MockMultipartFile(
                    "media", "a.exe", "image/png", "MZ".getBytes(StandardCharsets.UTF_8)))
            .param("api_key", key)
            .param("service_code", "parkir")
            .param("address_string", "Pasar"),
        "KIND");
  }

  @Test
  void refusesWithoutTheRightKey() throws Exception {
    for (String wrong : List.of("", "salah", "0".repeat(64), client(9, Scope.OWN))) {
      key = wrong;
      refused(403, form(), "api_key");
    }
  }

  @Test
  void tellsAllThatIsWrongAtOnce() throws Exception {
    MockHttpServletResponse answer =
        answer(
            post(V2 + "requests.xml")
                .param("api_key", key)
                .param("service_code", "korupsi")
                .param("phone", "x")
                .param("email", "y")
                .param("description", "a".repeat(4_001)));
    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(answer.getContentAsString())
        .contains("a location", "phone", "email", "description", "attribute[kerahasiaan]")
        .contains("<errors><error><code>400</code>");
    refused(400, post(V2 + "requests.json").param("api_key", key), "service_code");
    refused(
        404,
        post(V2 + "requests.json").param("api_key", key).param("service_code", "x"),
        "service_code");
  }

  @Test
  void countsRequestsOfAClient() throws Exception {
    key = client(2, Scope.FILE);
    filed(form());
    filed(form());
    MockHttpServletResponse third = answer(form());
    assertThat(third.getStatus()).isEqualTo(429);
    assertThat(third.getHeader("Retry-After")).isNotNull();
    clock.advance(Duration.ofMinutes(1));
    filed(form());
  }

  @Test
  void tellsClosedFromOpenByTheEndAlone() throws Exception {
    Report report = shown("Lampu ditutup");
    clock.advance(Duration.ofDays(1));
    answered(report);
    assertThat(json("requests/" + id(report)).get(0).get("status").asString()).isEqualTo("open");
    clock.advance(Duration.ofDays(1));
    confirmed(report);
    Instant end = clock.instant();
    clock.advance(Duration.ofDays(1));
    reports.command(report.id(), new Command.Rate(5, ""), new id.lapor.report.Actor.Reporter());
    JsonNode closed = json("requests", "status", "closed").get(0);
    assertThat(closed.get("service_request_id").asString()).isEqualTo(id(report));
    assertThat(closed.get("status_notes").asString()).isEqualTo("Selesai");
    assertThat(
            java.time.OffsetDateTime.parse(closed.get("updated_datetime").asString()).toInstant())
        .isEqualTo(end.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    assertThat(json("requests", "status", "open").size()).isZero();
  }

  @Test
  void pagesAndFollowsChanges() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.addFirst(id(shown("Lampu nomor " + i)));
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(ids(json("requests", "page_size", "2"))).isEqualTo(all.subList(0, 2));
    assertThat(ids(json("requests", "page_size", "2", "page", "0"))).isEqualTo(all.subList(0, 2));
    assertThat(ids(json("requests", "page_size", "2", "page", "3"))).isEqualTo(all.subList(4, 5));
    assertThat(ids(json("requests", "page_size", "2", "status", "open,closed")))
        .isEqualTo(all.subList(0, 2));
    refused(400, "requests", "page", "90000");
    Instant since = clock.instant();
    answered(reports.find(Reference.parse(all.getLast()).orElseThrow()).orElseThrow());
    assertThat(ids(json("requests", "updated_after", since.toString())))
        .containsExactly(all.getLast());
    assertThat(json("requests", "updated_before", "2020-01-01T00:00:00Z").size()).isZero();
  }

  @Test
  void knowsItsJurisdictions() throws Exception {
    Report report = shown("Lampu kota");
    assertThat(ids(json("requests", "jurisdiction_id", "KOMINFO"))).containsExactly(id(report));
    assertThat(ids(json("requests", "jurisdiction_id", "kota"))).containsExactly(id(report));
    assertThat(json("requests", "jurisdiction_id", "NASIONAL").size()).isZero();
    refused(404, "requests", "jurisdiction_id", "antah");
    refused(404, "services", "jurisdiction_id", "antah");
    refused(403, form().param("jurisdiction_id", "NASIONAL"), "api_key");
  }

  @Test
  void answersOnceWithATag() throws Exception {
    shown("Lampu bertanda");
    MockHttpServletResponse first = asked("requests.json");
    String tag = java.util.Objects.requireNonNull(first.getHeader("ETag"));
    MockHttpServletResponse second = answer(get(V2 + "requests.json").header("If-None-Match", tag));
    assertThat(second.getStatus()).isEqualTo(304);
    assertThat(second.getContentLength()).isZero();
    shown("Lampu lain");
    assertThat(answer(get(V2 + "requests.json").header("If-None-Match", tag)).getStatus())
        .isEqualTo(200);
  }
}
