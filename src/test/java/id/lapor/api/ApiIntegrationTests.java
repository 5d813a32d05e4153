package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import id.lapor.agency.AgencyId;
import id.lapor.channel.Doors;
import id.lapor.people.Contact;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;

/** The JSON API; every answer is checked against the OpenAPI document it comes with. */
@ApplicationTest
class ApiIntegrationTests extends Open311Town {

  private static final String API = "/api/v1/";
  private static final OpenApiInteractionValidator DOCUMENT = document();

  private static OpenApiInteractionValidator document() {
    try {
      return OpenApiInteractionValidator.createForInlineApiSpecification(
              new ClassPathResource("api/openapi.json").getContentAsString(StandardCharsets.UTF_8))
          .build();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Autowired JdbcClient jdbc;
  @Autowired Intake intake;

  private String bearer = "";

  @BeforeEach
  void allow() {
    bearer = client(600, Scope.values());
  }

  private JsonNode answered(int status, MockHttpServletRequestBuilder request) throws Exception {
    request.header("Authorization", "Bearer " + bearer);
    var result = web.perform(request).andReturn();
    MockHttpServletResponse answer = result.getResponse();
    String body = answer.getContentAsString(StandardCharsets.UTF_8);
    assertThat(answer.getStatus()).as(body).isEqualTo(status);
    var report =
        DOCUMENT.validateResponse(
            Objects.requireNonNull(result.getRequest().getRequestURI()),
            Request.Method.valueOf(Objects.requireNonNull(result.getRequest().getMethod())),
            SimpleResponse.Builder.status(status)
                .withContentType(Objects.requireNonNull(answer.getContentType()))
                .withBody(body)
                .build());
    assertThat(report.getMessages()).as(body).isEmpty();
    return JSON.readTree(body);
  }

  private static MockHttpServletRequestBuilder sent(String path, String key, String body) {
    return post(API + path)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .content(body);
  }

  private static final String LAMP =
      """
      {"text": "Lampu mati di depan pasar", "category": "lampu-jalan", "visibility": "open",
       "place": {"region": "64.74.01.1002", "address": "Depan pasar"},
       "contact": {"name": "Budi Kenari", "phone": "081299007001"}}
      """;

  private Report found(JsonNode node) {
    return reports
        .find(Reference.parse(node.get("reference").asString()).orElseThrow())
        .orElseThrow();
  }

  private void forward(Report report) {
    reports.command(
        report.id(),
        new Command.Forward(
            city.transport, List.of(), report.matter().kind(), false, "lampu-jalan", "Lampu", ""),
        City.actor(city.rani));
  }

  @Test
  void filesOnceForEachKey() throws Exception {
    JsonNode first = answered(201, sent("reports", "k-1", LAMP));
    assertThat(answered(201, sent("reports", "k-1", LAMP)).get("reference"))
        .isEqualTo(first.get("reference"));
    Report report = found(first);
    assertThat(report.matter().channel()).isEqualTo(Channel.API);
    assertThat(report.matter().visibility()).isEqualTo(Visibility.OPEN);
    assertThat(report.course().desk()).isEqualTo(city.desk);
    assertThat(first.toString()).doesNotContain("Kenari", "99007001");
    answered(409, sent("reports", "k-1", LAMP.replace("mati", "padam")));
    assertThat(answered(201, sent("reports", "k-2", LAMP)).get("reference"))
        .isNotEqualTo(first.get("reference"));
    answered(400, post(API + "reports").contentType("application/json").content(LAMP));
  }

  @Test
  void standsForTheSameReportAfterTheKeyWasLetGoOf() throws Exception {
    JsonNode first = answered(201, sent("reports", "k-old", LAMP));
    jdbc.sql("DELETE FROM api_once").update();
    assertThat(answered(201, sent("reports", "k-old", LAMP)).get("reference"))
        .isEqualTo(first.get("reference"));
  }

  @Test
  void filesOnceWhenSentManyTimesTogether() throws Exception {
    List<Callable<String>> tries =
        IntStream.range(0, 8)
            .<Callable<String>>mapToObj(_ ->
                () -> answered(201, sent("reports", "together", LAMP)).get("reference").asString())
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> references = new ArrayList<>();
      for (var one : threads.invokeAll(tries)) {
        references.add(one.get());
      }
      assertThat(references).hasSize(8).containsOnly(references.getFirst());
    }
  }

  @Test
  void tellsAllThatIsWrong() throws Exception {
    JsonNode problem =
        answered(
            422,
            sent(
                "reports",
                "w-1",
                """
                {"kind": "curhat", "umur": 7, "category": "entah", "contact": {"phone": "x"},
                 "place": {"latitude": 91, "region": "00"}}
                """));
    assertThat(problem.get("errors").toString())
        .contains("text is required", "kind must", "umur is unknown", "category is unknown")
        .contains("contact.phone", "place.latitude", "place.region");
    answered(400, sent("reports", "w-2", "[]"));
    answered(400, sent("reports", "w-3", "{"));
    JsonNode sensitive =
        answered(
            201, sent("reports", "w-4", "{\"text\":\"Diminta uang\",\"category\":\"pungli\"}"));
    assertThat(sensitive.get("visibility").asString()).isEqualTo("secret");
  }

  @Test
  void saysWhereTheClientFindsWhatItFiled() throws Exception {
    String secret = "{\"text\": \"Diminta uang\", \"category\": \"pungli\"}";
    MockHttpServletResponse filed =
        answer(sent("reports", "l-1", secret).header("Authorization", "Bearer " + bearer));
    assertThat(filed.getStatus()).isEqualTo(201);
    answered(200, get(Objects.requireNonNull(filed.getHeader("Location"))));
  }

  /** What is no longer taken, such as a category that was closed, was taken then. */
  @Test
  void answersARepeatedRequestBeforeJudgingIt() throws Exception {
    Client draft =
        clients
            .make(new Client.Draft("Lama", city.desk, Set.of(Scope.values()), 60), sari)
            .client();
    bearer = clients.rotate(draft, sari).orElseThrow().key();
    String closed = "{\"text\": \"Lampu mati\", \"category\": \"kategori-lama\"}";
    Intake.Taken first =
        intake.file(
            from(draft, "file:r-1", closed),
            new Intake.Brought(
                Channel.API,
                Kind.COMPLAINT,
                "lampu-jalan",
                Visibility.OPEN,
                "Lampu mati",
                Place.NONE,
                new Contact(null, null, null),
                List.of()));
    Report report = ((Intake.Taken.Done) first).report();
    assertThat(answered(201, sent("reports", "r-1", closed)).get("reference").asString())
        .isEqualTo(id(report));
    answered(422, sent("reports", "r-2", closed));
    String nothing = "{\"text\": null}";
    String replies = "own-reports/" + id(report) + "/replies";
    intake.reply(
        from(draft, "reply:" + id(report) + ":r-3", nothing),
        report.reference(),
        new Command.Reply("Masih gelap", List.of()));
    answered(200, sent(replies, "r-3", nothing));
    answered(422, sent(replies, "r-4", nothing));
  }

  private static Intake.From from(Client client, String once, String body) {
    byte[] sent = body.getBytes(StandardCharsets.UTF_8);
    return new Intake.From(client, Doors.Door.API, new Once(once, Asked.hash(sent)), sent);
  }

  @Test
  void takesNoObjectThatCanBeReadInTwoWays() throws Exception {
    answered(400, sent("reports", "d-1", "{\"text\": \"Satu\", \"text\": \"Dua\"}"));
    answered(
        400,
        sent("reports", "d-2", "{\"text\": \"x\", \"place\": {\"region\": 1, \"region\": 2}}"));
    JsonNode half = answered(422, sent("reports", "d-3", "{\"text\": \"Lampu \\ud800\"}"));
    assertThat(half.get("errors").toString()).contains("text holds half a character");
    answered(201, sent("reports", "d-4", "{\"text\": \"Lampu \\ud83d\\udca1\"}"));
    String huge = "1" + "0".repeat(400);
    answered(
        422,
        sent(
            "reports",
            "d-5",
            "{\"text\": \"x\", \"place\": {\"latitude\": " + huge + ", \"longitude\": 1e999}}"));
  }

  @Test
  void refusesWhatIsTooLargeInItsOwnFormat() throws Exception {
    answered(413, sent("reports", "b-1", "{\"text\": \"" + "x".repeat(256 * 1024) + "\"}"));
    answered(413, sent("own-reports/ZZZZ/replies", "b-2", " ".repeat(256 * 1024 + 1)));
  }

  @Test
  void tellsMachinesInTheirFormatWhatIsNotThere() throws Exception {
    MockHttpServletResponse wrongMethod = answer(put(API + "reports"));
    assertThat(wrongMethod.getStatus()).isEqualTo(405);
    assertThat(wrongMethod.getHeader("Allow")).isEqualTo("GET, POST");
    MockHttpServletResponse nothing = answer(get(API + "nothing"));
    assertThat(nothing.getStatus()).isEqualTo(404);
    for (MockHttpServletResponse problem : List.of(wrongMethod, nothing)) {
      assertThat(problem.getContentType()).isEqualTo("application/problem+json");
      assertThat(JSON.readTree(problem.getContentAsString()).get("status").asInt())
          .isEqualTo(problem.getStatus());
    }
    refused(404, "nothing");
    refused(405, put(V2 + "requests.json"), "\"code\":\"405\"");
    refused(405, put(V2 + "requests.xml"), "<code>405</code>");
    assertThat(answer(get("/nothing")).getContentType()).startsWith("text/html");
  }

  @Test
  void readsAndRepliesToOwnReportsOnly() throws Exception {
    JsonNode filed = answered(201, sent("reports", "o-1", LAMP));
    String own = "own-reports/" + filed.get("reference").asString();
    JsonNode read = answered(200, get(API + own));
    assertThat(read.get("public").asBoolean()).isFalse();
    assertThat(read.get("story").size()).isEqualTo(1);
    answered(200, sent(own + "/replies", "o-2", "{\"text\":\"Masih gelap\"}"));
    answered(200, sent(own + "/replies", "o-2", "{\"text\":\"Masih gelap\"}"));
    answered(409, sent(own + "/replies", "o-2", "{\"text\":\"Terang\"}"));
    assertThat(answered(200, get(API + own)).get("story").size()).isEqualTo(2);
    Report other = shown("Lampu orang lain");
    answered(404, get(API + "own-reports/" + id(other)));
    answered(404, sent("own-reports/" + id(other) + "/replies", "o-3", "{\"text\":\"Halo\"}"));
    bearer = client(60, Scope.FILE);
    answered(403, get(API + own));
    bearer = "salah";
    answered(401, get(API + own));
    answered(401, sent("reports", "o-4", LAMP));
  }

  @Test
  void listsPublicReportsPageByPage() throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.addFirst(id(shown("Lampu halaman " + i))); // at one moment: the number decides
    }
    city.filed("Belum diperiksa");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (seen.size() < all.size()) {
      JsonNode page =
          answered(200, get(API + "reports").param("limit", "2").param("cursor", cursor));
      page.get("reports").forEach(r -> seen.add(r.get("reference").asString()));
      cursor = page.get("next").asString("");
    }
    assertThat(seen.subList(0, 5)).isEqualTo(all);
    for (String never : List.of("x", "-999999999999999999-1", "999999999999999999-1")) {
      answered(400, get(API + "reports").param("cursor", never));
    }
    answered(400, get(API + "reports").param("ended", "ya"));
    answered(404, get(API + "reports").param("jurisdiction", "antah"));
    assertThat(answered(200, get(API + "reports/" + all.getFirst())).get("story").size())
        .isEqualTo(2);
    answered(404, get(API + "reports/ZZZZ-ZZZZ-Z"));
    answered(200, get(API + "statuses"));
  }

  private JsonNode events(String after) throws Exception {
    return answered(200, get(API + "events").param("after", after).param("limit", "500"));
  }

  @Test
  void feedsEventsInOrderAndGoesOnWhereItWas() throws Exception {
    String start = events("0").get("next").asString();
    Report report = found(answered(201, sent("reports", "e-1", LAMP)));
    reports.command(
        report.id(),
        new Command.Reply("Balasan saya sendiri", List.of()),
        new id.lapor.report.Actor.Reporter());
    forward(report);
    answered(report);
    JsonNode first = events(start);
    assertThat(kinds(first)).containsExactly("Replied", "Forwarded", "Answered");
    assertThat(first.toString()).contains("Balasan saya sendiri");
    confirmed(report);
    JsonNode second = events(first.get("next").asString());
    assertThat(kinds(second)).containsExactly("Confirmed");
    assertThat(events(second.get("next").asString()).get("events").size()).isZero();
    bearer = client(60, Scope.EVENTS, Scope.OWN);
    JsonNode others = events(start);
    assertThat(kinds(others)).containsExactly("Replied", "Forwarded", "Answered", "Confirmed");
    assertThat(others.toString()).doesNotContain("Balasan saya sendiri");
    answered(400, get(API + "events").param("after", "kemarin"));
  }

  @Test
  void feedsNothingOfAnotherDesk() throws Exception {
    String start = events("0").get("next").asString();
    AgencyId nation = agencies.nationalAdmin().id();
    Matter matter = city.filed("Lampu di jalan nasional padam").matter();
    Report theirs =
        reports.file(new Submission("other-desk", null, matter, nation, List.of())).report();
    reports.command(
        theirs.id(),
        new Command.Forward(
            city.transport, List.of(), matter.kind(), false, "lampu-jalan", "Lampu", ""),
        City.actor(new Officer(931, "nadia", "Nadia", nation.value(), Role.NATIONAL_ADMIN)));
    assertThat(events(start).get("events").size()).isZero();
    assertThat(
            jdbc.sql("SELECT count(*) FROM api_event WHERE report_id = ? AND desk_id = ?")
                .params(theirs.id().value(), nation.value())
                .query(Integer.class)
                .single())
        .isPositive();
  }

  private static List<String> kinds(JsonNode page) {
    return StreamSupport.stream(page.get("events").spliterator(), false)
        .map(e -> e.get("event").asString())
        .toList();
  }

  @Test
  void servesItsDocument() throws Exception {
    JsonNode served = answered(200, get(API + "openapi.json"));
    assertThat(served.get("paths").propertyNames())
        .isNotEmpty()
        .allSatisfy(path -> assertThat(path).startsWith(API));
  }
}
