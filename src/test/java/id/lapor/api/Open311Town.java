package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.agency.Agencies;
import id.lapor.agency.Categories;
import id.lapor.people.Officer;
import id.lapor.people.Reporters;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A city behind Open311, and a client with a key to its desk. */
abstract class Open311Town {

  static final JsonMapper JSON = JsonMapper.builder().build();
  static final String V2 = "/open311/v2/";
  private static final AtomicInteger FORMS = new AtomicInteger();

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Categories categories;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired JdbcClient jdbc;
  @Autowired Clients clients;
  @Autowired SettableClock clock;

  City city;
  Officer sari;
  String key;

  @BeforeEach
  void build() {
    // each test in a time of its own, far from the others
    clock.advance(Duration.ofDays(200));
    city = new City(agencies, reports);
    sari = new Officer(904, "sari", "Sari", 1, Role.ADMINISTRATOR);
    key = client(600, Scope.FILE, Scope.REPLY, Scope.EVENTS);
  }

  String client(int aMinute, Scope... scopes) {
    return clients.make(new Client.Draft("Uji", city.desk, Set.of(scopes), aMinute), sari).key();
  }

  MockHttpServletResponse answer(AbstractMockHttpServletRequestBuilder<?> request)
      throws Exception {
    return web.perform(request).andReturn().getResponse();
  }

  MockHttpServletResponse asked(String path, String... params) throws Exception {
    MockHttpServletRequestBuilder request = get(V2 + path);
    for (int i = 0; i < params.length; i += 2) {
      request.queryParam(params[i], params[i + 1]);
    }
    return answer(request);
  }

  JsonNode json(String path, String... params) throws Exception {
    MockHttpServletResponse answer = asked(path + ".json", params);
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    return JSON.readTree(answer.getContentAsString());
  }

  /** Each from another device, as one after the other is from others. */
  MockHttpServletRequestBuilder form() {
    return sameForm().param("device_id", "perangkat-" + FORMS.incrementAndGet());
  }

  MockHttpServletRequestBuilder sameForm() {
    return post(V2 + "requests.json")
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .param("api_key", key)
        .param("service_code", "lampu-jalan")
        .param("address_string", "Jalan Ahmad Yani 7")
        .param("description", "Lampu mati sejak Senin, gelap sekali");
  }

  Report filed(AbstractMockHttpServletRequestBuilder<?> form) throws Exception {
    MockHttpServletResponse answer = answer(form);
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    String id =
        JSON.readTree(answer.getContentAsString()).get(0).get("service_request_id").asString();
    return reports.find(Reference.parse(id).orElseThrow()).orElseThrow();
  }

  /** An open one, of which everybody may know the moment. */
  Report shown(String text) {
    return shown(text, Visibility.OPEN);
  }

  Report shown(String text, Visibility visibility) {
    Report report = city.filed(text, visibility);
    reports.command(
        report.id(),
        new Command.Forward(
            city.transport, List.of(), Kind.COMPLAINT, false, "lampu-jalan", text, ""),
        City.actor(city.rani));
    return reports.find(report.id()).orElseThrow();
  }

  static List<String> ids(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(r -> r.get("service_request_id").asString())
        .toList();
  }

  void refused(int status, String path, String... params) throws Exception {
    for (String format : List.of(".json", ".xml")) {
      MockHttpServletResponse answer = asked(path + format, params);
      assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
      assertThat(answer.getContentAsString()).contains("description").contains("" + status);
    }
  }

  void refused(int status, AbstractMockHttpServletRequestBuilder<?> form, String why)
      throws Exception {
    MockHttpServletResponse answer = answer(form);
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
    assertThat(answer.getContentAsString()).contains(why);
  }

  static String id(Report report) {
    return report.reference().toString();
  }

  void answered(Report report) {
    reports.command(
        report.id(),
        new Command.Answer("Sudah diganti dan diperiksa pada malam hari.", List.of(), "Malam"),
        City.actor(City.liaison(city.transport)));
  }

  void confirmed(Report report) {
    reports.command(report.id(), new Command.Confirm(), new id.lapor.report.Actor.Reporter());
  }
}
