package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import id.lapor.agency.AgencyId;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Command;
import id.lapor.report.Report;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** A secret report another client brought makes no difference to what a client is answered. */
@ApplicationTest
class HiddenEventsIntegrationTests extends Open311Town {

  @Autowired EventBook book;
  @Autowired JdbcClient jdbc;

  private String bearer = "";
  private Report shown;
  private Report secret;

  @BeforeEach
  void bring() throws Exception {
    bearer = client(600, Scope.EVENTS);
    key = client(600, Scope.FILE, Scope.EVENTS, Scope.OWN);
    shown = shown("Lampu yang terbuka");
    secret = filed(form().param("attribute[kerahasiaan]", "rahasia"));
  }

  @Test
  void isInNoPageOfTheFeedAndLeavesNoGap() throws Exception {
    String start = next(events("0", 500));
    act(shown);
    String first = next(events(start, 1));
    act(shown);
    String second = next(events(first, 1));
    String before = events(second, 1);
    String whole = events("0", 1);

    act(secret);
    act(secret);
    assertThat(events(second, 1)).isEqualTo(before);
    assertThat(JSON.readTree(before).get("more").asBoolean()).isFalse();
    act(secret);
    act(shown);
    act(secret);
    assertThat(events("0", 1)).isEqualTo(whole);
    JsonNode last = JSON.readTree(events(second, 1));
    assertThat(last.get("events").size()).isEqualTo(1);
    assertThat(number(last.get("next").asString()).subtract(number(second)))
        .isEqualTo(number(second).subtract(number(first)));
    String end = last.get("next").asString();
    assertThat(next(events(end, 1))).isEqualTo(end);
  }

  /** Its own client reads all of it, in the order in which it happened. */
  @Test
  void isToldToItsClientInItsPlace() throws Exception {
    String start = next(events("0", 500));
    act(secret);
    act(shown);
    act(secret);
    act(secret);
    act(shown);
    assertThat(told(events(start, 500))).containsExactly(id(shown), id(shown));
    bearer = key;
    assertThat(told(events(start, 500)))
        .containsExactly(id(secret), id(shown), id(secret), id(secret), id(shown));
    String middle = next(events(start, 3));
    assertThat(told(events(middle, 500))).containsExactly(id(secret), id(shown));
  }

  /** What a client reads of its own tells nothing of what was hidden before the last public one. */
  @Test
  void isCountedAnewBehindEachPublicOne() throws Exception {
    act(secret);
    act(shown);
    act(secret);
    act(shown);
    act(secret);
    bearer = key;
    String read = next(events("0", 500));
    assertThat(number(read).mod(BigInteger.valueOf(1_000_000_000))).isEqualTo(BigInteger.ONE);
    act(secret);
    String own = next(events(read, 500));
    assertThat(number(own).subtract(number(read))).isEqualTo(BigInteger.ONE);
    act(shown);
    act(secret);
    assertThat(told(events(own, 500))).containsExactly(id(shown), id(secret));
  }

  @Test
  void isInNoPageOfUpdates() throws Exception {
    String path = V2 + "servicerequestupdates.json";
    clock.advance(Duration.ofMinutes(1));
    String start = clock.instant().toString();
    String end = clock.instant().plus(Duration.ofDays(1)).toString();
    act(secret);
    act(shown);
    act(secret);
    act(secret);
    act(shown);
    MockHttpServletResponse first =
        answer(
            get(path)
                .param("api_key", key)
                .param("start_date", start)
                .param("end_date", end)
                .param("page_size", "2"));
    assertThat(JSON.readTree(first.getContentAsString()).size()).isEqualTo(2);
    MockHttpServletResponse behind =
        answer(
            get(path)
                .param("api_key", key)
                .param("start_date", start)
                .param("end_date", end)
                .param("page_size", "2")
                .param("page", "2"));
    assertThat(behind.getContentAsString()).isEqualTo("[]");
    assertThat(behind.getHeader("Link")).isNull();
  }

  /** What is kept of a key names a report of the client itself, whatever somebody wrote there. */
  @Test
  void isNoAnswerToAKeyOfAnothersReport() throws Exception {
    Report first = filed(sameForm().header("Idempotency-Key", "k-1"));
    assertThat(filed(sameForm().header("Idempotency-Key", "k-1")).id()).isEqualTo(first.id());
    jdbc.sql("UPDATE api_once SET report_id = ? WHERE report_id = ?")
        .params(shown.id().value(), first.id().value())
        .update();
    MockHttpServletResponse answer = answer(sameForm().header("Idempotency-Key", "k-1"));
    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(answer.getContentAsString()).doesNotContain(id(shown));
  }

  /** What hooks are told of is of their desk alone. */
  @Test
  void isOfOneDesk() {
    AgencyId nation = agencies.nationalAdmin().id();
    assertThat(book.after(city.desk, 0, 500))
        .extracting(EventBook.Row::report)
        .contains(shown.id());
    assertThat(book.after(nation, 0, 500))
        .extracting(EventBook.Row::report)
        .doesNotContain(shown.id());
  }

  private void act(Report report) {
    reports.command(
        report.id(),
        new Command.Reply("Masih gelap, kata pelapor", List.of()),
        new id.lapor.report.Actor.Reporter());
    clock.advance(Duration.ofMinutes(1));
  }

  private String events(String after, int limit) throws Exception {
    MockHttpServletResponse answer =
        answer(
            get("/api/v1/events")
                .param("after", after)
                .param("limit", String.valueOf(limit))
                .header("Authorization", "Bearer " + bearer));
    assertThat(answer.getStatus()).isEqualTo(200);
    return answer.getContentAsString();
  }

  private static String next(String page) {
    return JSON.readTree(page).get("next").asString();
  }

  private static List<String> told(String page) {
    return JSON.readTree(page).get("events").findValuesAsString("reference");
  }

  private static BigInteger number(String place) {
    return new BigInteger(place);
  }
}
