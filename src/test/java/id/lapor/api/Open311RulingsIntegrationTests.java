package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.people.Contact;
import id.lapor.people.Look;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;

/** Each point GeoReport v2 leaves open, and how it is ruled here. */
@ApplicationTest
class Open311RulingsIntegrationTests extends Open311Town {

  // 4.4.1
  @Test
  void refusesASpanOverNinetyDaysAndCompletesOneBound() throws Exception {
    Report old = shown("Lampu lama");
    Instant start = clock.instant();
    clock.advance(Duration.ofDays(89));
    Report recent = shown("Lampu baru");
    refused(
        400, "requests", "start_date", "2020-01-01T00:00:00Z", "end_date", "2020-05-01T00:00:00Z");
    assertThat(ids(json("requests"))).containsExactly(id(recent), id(old));
    clock.advance(Duration.ofDays(2));
    assertThat(ids(json("requests"))).containsExactly(id(recent));
    assertThat(ids(json("requests", "start_date", start.minusSeconds(1).toString())))
        .containsExactly(id(recent), id(old));
    assertThat(ids(json("requests", "end_date", start.plusSeconds(1).toString())))
        .containsExactly(id(old));
  }

  // 4.4.2
  @Test
  void refusesABadDateADateWithoutZoneAndAnUnknownStatus() throws Exception {
    refused(400, "requests", "start_date", "kemarin");
    refused(400, "requests", "end_date", "2026-01-05T08:00:00");
    refused(400, "requests", "updated_after", "2026-01-05");
    refused(400, "requests", "start_date", "+300000-01-01T00:00:00Z");
    refused(400, "requests", "end_date", "1899-12-31T23:59:59Z");
    refused(400, "requests", "updated_after", "-6000-01-01T00:00:00Z");
    refused(400, "requests", "updated_before", "+10000-01-01T00:00:00Z");
    refused(400, "servicerequestupdates", "api_key", key, "start_date", "+300000-01-01T00:00:00Z");
    refused(400, "requests", "status", "open,proses");
    refused(400, "requests", "page", "satu");
    assertThat(asked("requests.json", "start_date", "2026-01-05T08:00:00 08:00").getStatus())
        .isEqualTo(200);
  }

  // 4.4.3
  @Test
  void leavesOutAnUnknownServiceAmongOthersAndRefusesASingleOne() throws Exception {
    Report lamp = shown("Lampu padam");
    assertThat(ids(json("requests", "service_code", "lampu-jalan,entah")))
        .containsExactly(id(lamp));
    assertThat(json("requests", "service_code", "entah,antah").size()).isZero();
    assertThat(json("requests", "service_code", "parkir").size()).isZero();
    refused(404, "requests", "service_code", "entah");
    refused(404, "services/entah");
  }

  // 4.4.4
  @Test
  void givesTheKnownOnesOfAListOfIdsWhateverElseIsAsked() throws Exception {
    Report one = shown("Lampu satu");
    Report two = shown("Lampu dua");
    String list = id(two) + ",ZZZZ-ZZZZ-Z,bukan," + id(one);
    assertThat(ids(json("requests", "service_request_id", list, "status", "entah")))
        .containsExactly(id(two), id(one));
    assertThat(json("requests", "service_request_id", "ZZZZ-ZZZZ-Z").size()).isZero();
  }

  // 4.4.5
  @Test
  void takesAttributesAndKeysInEveryShape() throws Exception {
    Report once = filed(form().param("attribute[kerahasiaan]", "terbuka"));
    assertThat(once.matter().visibility()).isEqualTo(Visibility.OPEN);
    Report list = filed(form().param("attribute[kerahasiaan][]", "rahasia"));
    assertThat(list.matter().visibility()).isEqualTo(Visibility.SECRET);
    Report inAddress =
        filed(
            post(V2 + "requests.json")
                .queryParam("api_key", key)
                .queryParam("jurisdiction_id", "kota")
                .param("service_code", "parkir")
                .param("lat", "0.13")
                .param("long", "117.5"));
    assertThat(inAddress.matter().place().point()).isEqualTo("0.13000,117.50000");
    Report parts =
        filed(
            multipart(HttpMethod.POST, V2 + "requests.json")
                .param("api_key", key)
                .param("service_code", "parkir")
                .param("address_id", "64.74.01.1002"));
    assertThat(parts.matter().place().region()).isEqualTo("64.74.01.1002");
    refused(400, form().param("attribute[jenis]", "curhat"), "attribute[jenis]");
    refused(400, form().param("attribute[jenis]", "aspirasi", "informasi"), "attribute[jenis]");
  }

  // 4.4.6
  @Test
  void tellsNothingOfAPrivateReport() throws Exception {
    Report unmoderated = city.filed("Belum diperiksa");
    Report secret = city.filed("Sangat rahasia", Visibility.SECRET);
    Report narrowed = shown("Semula terbuka");
    reports.command(
        narrowed.id(),
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        City.actor(city.rani));
    for (String format : List.of(".json", ".xml")) {
      String missing = asked("requests/ZZZZ-ZZZZ-Z" + format).getContentAsString();
      assertThat(missing).contains("404");
      for (Report report : List.of(unmoderated, secret, narrowed)) {
        MockHttpServletResponse answer = asked("requests/" + id(report) + format);
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentAsString()).isEqualTo(missing);
        assertThat(asked("tokens/" + id(report) + format).getStatus()).isEqualTo(404);
      }
    }
    assertThat(json("requests").size()).isZero();
  }

  // 4.4.7
  @Test
  void namesNobody() throws Exception {
    Report report =
        filed(
            form()
                .param("attribute[kerahasiaan]", "terbuka")
                .param("first_name", "Budi")
                .param("last_name", "Kenari")
                .param("email", "kenari@contoh.example")
                .param("phone", "0812-9900-7001"));
    reports.command(
        report.id(),
        new Command.Forward(
            city.transport,
            List.of(),
            report.matter().kind(),
            false,
            "lampu-jalan",
            "Lampu mati",
            ""),
        City.actor(city.rani));
    Contact contact =
        reporters
            .look(
                java.util.Objects.requireNonNull(report.matter().reporter()),
                Look.of(Look.Purpose.PUBLISHED, id(report)))
            .orElseThrow();
    assertThat(contact)
        .isEqualTo(new Contact("Budi Kenari", "+6281299007001", "kenari@contoh.example"));
    assertThat(reporters.reach(report.matter().reporter()).proven()).isFalse();
    for (String format : List.of(".json", ".xml")) {
      for (String path : List.of("requests", "requests/" + id(report))) {
        String all = asked(path + format).getContentAsString();
        assertThat(all)
            .contains(id(report))
            .doesNotContainIgnoringCase("kenari")
            .doesNotContain("99007001");
      }
    }
  }

  // 4.4.8
  @Test
  void writesNumbersTruthsAndCodesAsWhatTheyAre() throws Exception {
    Report report =
        filed(
            form()
                .param("attribute[kerahasiaan]", "terbuka")
                .param("lat", "0.1337")
                .param("long", "117.5"));
    reports.command(
        report.id(),
        new Command.Forward(
            city.transport,
            List.of(),
            report.matter().kind(),
            false,
            "lampu-jalan",
            "Lampu mati",
            ""),
        City.actor(city.rani));
    JsonNode one = json("requests/" + id(report)).get(0);
    assertThat(one.get("lat").isNumber()).isTrue();
    assertThat(one.get("long").asDouble()).isEqualTo(117.5);
    assertThat(one.get("service_request_id").isString()).isTrue();
    assertThat(one.get("service_code").isString()).isTrue();
    assertThat(one.get("address").asString()).startsWith("Jalan Ahmad Yani 7");
    assertThat(one.get("zipcode").isNull()).isTrue();
    assertThat(json("services").get(0).get("metadata").isBoolean()).isTrue();
    JsonNode attribute = json("services/korupsi").get("attributes").get(0);
    assertThat(attribute.get("required").isBoolean()).isTrue();
    assertThat(attribute.get("variable").isBoolean()).isTrue();
    assertThat(asked("requests/" + id(report) + ".xml").getContentAsString())
        .contains("<lat>0.1337</lat>", "<zipcode/>");
  }

  // 4.4.9
  @Test
  void hasCodesThatNeedNoEncoding() throws Exception {
    assertThat(categories.choices())
        .allSatisfy(c -> assertThat(c.code()).matches("[A-Za-z0-9_-]+"));
    assertThat(json("services").size()).isEqualTo(categories.choices().size());
    for (JsonNode service : json("services")) {
      json("services/" + service.get("service_code").asString());
    }
  }

  // 4.4.10
  @Test
  void expectsWhatWasPromised() throws Exception {
    Report report = shown("Lampu dijanjikan");
    JsonNode open = json("requests/" + id(report)).get(0);
    Instant expected =
        java.time.OffsetDateTime.parse(open.get("expected_datetime").asString()).toInstant();
    assertThat(expected)
        .isAfter(clock.instant())
        .isBefore(clock.instant().plus(Duration.ofDays(15)));
    assertThat(open.get("expected_datetime").asString()).endsWith("+08:00");
    answered(report);
    confirmed(report);
    JsonNode closed = json("requests/" + id(report)).get(0);
    assertThat(closed.get("expected_datetime").isNull()).isTrue();
  }

  // 4.4.11
  @Test
  void forgivesSlashesAndAContentTypeOnGet() throws Exception {
    assertThat(answer(get(URI.create("/open311/v2//services.json"))).getStatus()).isEqualTo(200);
    assertThat(answer(get(URI.create("/open311//v2///services/parkir.xml"))).getStatus())
        .isEqualTo(200);
    assertThat(answer(get(URI.create("/laporan//x"))).getStatus()).isNotEqualTo(200);
    assertThat(answer(get(V2 + "requests.xml").contentType(MediaType.TEXT_XML)).getStatus())
        .isEqualTo(200);
  }

  // 4.4.12
  @Test
  void isDiscoveredAtTheParentAndBelow() throws Exception {
    JsonNode parent = JSON.readTree(answer(get("/open311/discovery.json")).getContentAsString());
    assertThat(json("discovery")).isEqualTo(parent);
    JsonNode endpoint = parent.get("endpoints").get(0);
    assertThat(endpoint.get("specification").asString())
        .isEqualTo("http://wiki.open311.org/GeoReport_v2");
    assertThat(endpoint.get("url").asString()).endsWith("/open311/v2");
    assertThat(endpoint.get("type").asString()).isIn("production", "test");
    assertThat(endpoint.get("formats").size()).isEqualTo(2);
    assertThat(java.time.OffsetDateTime.parse(parent.get("changeset").asString()).toInstant())
        .isBefore(clock.instant());
    assertThat(parent.has("contact") && parent.has("key_service")).isTrue();
    assertThat(answer(get("/open311/discovery.xml")).getContentAsString())
        .contains("<endpoints><endpoint><specification>", "<formats><format>text/xml</format>");
  }

  // 4.4.13
  @Test
  void writesNoCharacterThatXmlCannotHold() throws Exception {
    Report report =
        city.forwarded(
            "Lampu\u0001 mati \uFFFE di \uD83D\uDCA1 <pasar>", "lampu-jalan", city.transport);
    String xml =
        asked("requests/" + id(report) + ".xml").getContentAsString(StandardCharsets.UTF_8);
    assertThat(xml)
        .contains("Lampu mati  di \uD83D\uDCA1 &lt;pasar")
        .doesNotContain("\u0001", "\uFFFE");
    javax.xml.parsers.DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new java.io.ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    String json =
        asked("requests/" + id(report) + ".json").getContentAsString(StandardCharsets.UTF_8);
    assertThat(json).contains("Lampu\\u0001 mati");
    assertThat(JSON.readTree(json).get(0).get("description").asString())
        .contains("Lampu\u0001 mati");
  }

  // 4.4.14
  @Test
  void mayBeReadFromEveryOrigin() throws Exception {
    for (String path :
        List.of("services.json", "requests.xml", "discovery.json", "requests/x.json")) {
      assertThat(asked(path).getHeader("Access-Control-Allow-Origin")).as(path).isEqualTo("*");
    }
    assertThat(answer(form()).getHeader("Access-Control-Allow-Origin")).isNull();
  }

  // 4.4.15
  @Test
  void answersARepeatedRequestWithTheFirstNumber() throws Exception {
    Report first = filed(sameForm().header("Idempotency-Key", "a-1"));
    clock.advance(Duration.ofDays(3));
    assertThat(filed(sameForm().header("Idempotency-Key", "a-1")).id()).isEqualTo(first.id());
    assertThat(filed(sameForm().header("Idempotency-Key", "a-2")).id()).isNotEqualTo(first.id());
    refused(
        400,
        sameForm().param("phone", "081299007001").header("Idempotency-Key", "a-1"),
        "Idempotency-Key");
    key = client(600, Scope.FILE);
    assertThat(filed(sameForm().header("Idempotency-Key", "a-1")).id()).isNotEqualTo(first.id());
  }

  /** Hardly a client names a key; one that got no answer asks again soon and in the same words. */
  @Test
  void answersTheSameWithoutAKeyWithTheFirstNumberForAWhile() throws Exception {
    Report first = filed(ofOne());
    clock.advance(Once.SAME);
    assertThat(filed(ofOne()).id()).isEqualTo(first.id());
    assertThat(filed(ofOne().param("phone", "081299007002")).id()).isNotEqualTo(first.id());
    clock.advance(Duration.ofSeconds(1));
    Report later = filed(ofOne());
    assertThat(later.id()).isNotEqualTo(first.id());
    assertThat(filed(ofOne()).id()).isEqualTo(later.id());
    key = client(600, Scope.FILE);
    assertThat(filed(ofOne()).id()).isNotIn(first.id(), later.id());
  }

  private MockHttpServletRequestBuilder ofOne() {
    return sameForm().param("device_id", "perangkat-satu");
  }

  /** Two citizens of one portal write the same of the same street. */
  @Test
  void filesEachFormThatTellsNobodyApart() throws Exception {
    Report first = filed(sameForm().param("address_id", "64.74.01.1001"));
    Report second = filed(sameForm().param("address_id", "64.74.01.1001"));
    assertThat(second.id()).isNotEqualTo(first.id());
    Report there = filed(sameForm().param("lat", "0.1337").param("long", "117.4989"));
    assertThat(filed(sameForm().param("lat", "0.1337").param("long", "117.4989")).id())
        .isEqualTo(there.id());
  }

  @Test
  void keepsNoHashOfWhatSomebodySentWhoIsGone() throws Exception {
    Report report = filed(sameForm().param("phone", "081299007003"));
    long before = unnamed();
    reporters.erase(Objects.requireNonNull(report.matter().reporter()));
    assertThat(unnamed()).isEqualTo(before - 1);
  }

  private long unnamed() {
    return jdbc.sql("SELECT count(*) FROM api_once WHERE key LIKE ' %'").query(Long.class).single();
  }
}
