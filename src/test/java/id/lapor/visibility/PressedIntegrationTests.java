package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import id.lapor.agency.Agencies;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.Sequencer;
import id.lapor.deadline.Watch;
import id.lapor.evidence.EvidenceBox;
import id.lapor.people.Accounts;
import id.lapor.people.Reporters;
import id.lapor.people.Throttle;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import id.lapor.visibility.Visitors.Visit;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Presses every button a page offers, as everyone it is offered to, for a report of every stage and
 * visibility, and looks at the answer, at the page it leads to and at what is sent because of it.
 * Each press is taken back before the next.
 */
@ApplicationTest
@ExtendWith(OutputCaptureExtension.class)
class PressedIntegrationTests {

  private static final List<String> SESSIONS =
      List.of("/akun", "/saya/akun", "/keluar", "/masuk", "/saya/masuk", "/petugas", "/undangan");

  /** Doors of a report no page here has a button for; each has a test of its own. */
  private static final List<String> ELSEWHERE =
      List.of(
          "POST /l/{reference}/ombudsman", // OmbudsmanConsentIntegrationTests
          "POST /l/{reference}/tukar", // ExchangeIntegrationTests
          "POST /l/{reference}/data/betulkan/", // CorrectionsIntegrationTests
          "POST /api/"); // MachineVisibilityIntegrationTests

  private static final Predicate<String> LETTERS =
      door -> door.startsWith("GET /teguran/") || door.startsWith("GET /surat-kami");

  /** At the doors that are open to all: others see there what nobody sees. */
  private static final Set<String> CITIZENS =
      Set.of(Visitors.NOBODY, Visitors.REPORTER, Visitors.MEMBER);

  /** Who may do less than others in the same role; how far a report has come changes none of it. */
  private static final Set<String> APART = Set.of("waiting", Visitors.IDLE, "lower-administrator");

  @Autowired MockMvc web;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Agencies agencies;
  @Autowired Accounts accounts;
  @Autowired EvidenceBox box;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;

  /** Counts apart from everything else, and not within what is taken back. */
  @MockitoBean Throttle throttle;

  @Autowired Watch watch;
  @Autowired SettableClock clock;
  @Autowired JdbcTemplate jdbc;
  @Autowired PlatformTransactionManager transactions;

  private TransactionTemplate takenBack;
  private City city;
  private Visitors visitors;
  private Sight sight;
  private List<Doors.Row> rows = List.of();
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> tried = new HashSet<>();
  private final Set<String> pressed = new TreeSet<>();

  @BeforeEach
  void live() throws Exception {
    takenBack = new TransactionTemplate(transactions);
    takenBack.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    city = new City(reports, reporters, agencies, accounts, box);
    city.build();
    sequencer.placeAll();
    checkpoints.publish();
    visitors = new Visitors(web, city);
    visitors.takeIn();
    visitors.letIn(accounts);
    sight = new Sight(city);
    rows = Doors.rows();
  }

  @Test
  void showsNobodyByAnActWhatIsNotForThem(CapturedOutput log) throws Exception {
    furnish();
    pressAll(_ -> true);
    clock.advance(Duration.ofDays(28));
    watch.catchUp(); // now letters wait and are sent
    pressAll(LETTERS);
    city.found(log.getAll() + ThreadWatch.dump())
        .forEach(f -> wrong.add("log or threads tell " + sight.told(f.about(), f.field())));
    assertThat(wrong).isEmpty();
    assertThat(pressed)
        .containsAll(
            rows.stream()
                .map(Doors.Row::door)
                .filter(d -> d.startsWith("POST") && d.contains("{reference}"))
                .filter(d -> ELSEWHERE.stream().noneMatch(d::startsWith))
                .toList());
  }

  /** What waits for a second person, and a system with a key. */
  private void furnish() throws Exception {
    sends("supervisor", "/identitas", Map.of("nomor", one(Visibility.ANONYMOUS)));
    sends("foreign-coordinator", "/darurat", Map.of("nomor", one(Visibility.OPEN)));
    sends(
        "administrator",
        "/sistem-luar",
        Map.of(
            "nama",
            "Sistem",
            "meja",
            "" + agencies.find("KOMINFO").orElseThrow().id().value(),
            "lingkup",
            "EVENTS",
            "batas",
            "100"));
  }

  private String one(Visibility visibility) {
    return new Visits(web, city).one(visibility, Stage.IN_PROGRESS).reference();
  }

  private void sends(String who, String to, Map<String, String> form) throws Exception {
    MockHttpServletRequestBuilder request = post(to).with(csrf());
    form.forEach(request::param);
    request.param("text", "Alasan yang cukup panjang untuk ini");
    assertThat(visitors.answer(request, new Visit(who, null)).getStatus()).isIn(200, 302);
  }

  private void pressAll(Predicate<String> doors) throws Exception {
    for (Doors.Row row : rows) {
      if (!row.door().startsWith("GET") || !doors.test(row.door())) {
        continue;
      }
      for (String who : visitors.all()) {
        if (row.everyone() ? CITIZENS.contains(who) : sight.may(row, who)) {
          for (City.@Nullable Case about : visitors.behind(row)) {
            pressAll(visitors.answer(row, new Visit(who, about)), new Visit(who, about));
          }
        }
      }
    }
  }

  /** Every button of a page that was not tried yet, each taken back before the next. */
  private void pressAll(MockHttpServletResponse page, Visit visit) throws Exception {
    if (page.getStatus() != 200 || !Objects.toString(page.getContentType(), "").contains("html")) {
      return;
    }
    for (Element form :
        Jsoup.parse(page.getContentAsString(StandardCharsets.UTF_8)).select("form[method=post]")) {
      for (Element button : form.select("button")) {
        if (!signsOut(form) && tried.add(kind(form, button, visit))) {
          takenBack.executeWithoutResult(status -> {
            press(form, button, visit);
            status.setRollbackOnly();
          });
        }
      }
    }
  }

  /** Sessions are written apart from everything else, and would wait for what is taken back. */
  private static boolean signsOut(Element form) {
    return SESSIONS.stream().anyMatch(form.attr("action")::startsWith);
  }

  /** Two presses of one kind tell the same. */
  private String kind(Element form, Element button, Visit visit) {
    String address = form.attr("action") + button.attr("formaction") + button.attr("value");
    var officer = visitors.officer(visit.who());
    boolean likeOthers = officer != null && !APART.contains(visit.who());
    String who = likeOthers ? officer.role().name() : visit.who();
    if (visit.about() == null) {
      return who + address;
    }
    var report = city.report(visit.about());
    return who
        + address.replace(visit.about().reference(), "")
        + (APART.contains(visit.who()) ? "" : report.stage())
        + report.matter().visibility()
        + visit.about().state();
  }

  private void press(Element form, Element button, Visit visit) {
    try {
      String address =
          button.attr("formaction").isEmpty() ? form.attr("action") : button.attr("formaction");
      Doors.Row row = row("POST", URI.create(address).getPath());
      Long last =
          jdbc.queryForObject("SELECT coalesce(max(id), 0) FROM notification_message", Long.class);
      if (!pressed.contains(row.door())) {
        ThreadWatch.lookWithin();
      }
      MockHttpServletRequestBuilder request = Filled.in(form, button, address).with(csrf());
      MockHttpServletResponse answer = visitors.answer(request, visit);
      pressed.add(row.door());
      look(row, visit, answer);
      String to = answer.getHeader("Location");
      if (to != null && to.startsWith("/")) {
        MockHttpServletRequestBuilder next = get(URI.create(to));
        for (Cookie cookie : answer.getCookies()) {
          next.cookie(cookie);
        }
        MockHttpServletResponse page = visitors.answer(next, visit);
        look(row("GET", URI.create(to).getPath()), visit, page);
        pressAll(page, visit);
      }
      told(row, last == null ? 0 : last);
    } catch (Exception e) {
      throw new IllegalStateException(visit + " pressed " + form.attr("action"), e);
    }
  }

  private void look(Doors.Row row, Visit visit, MockHttpServletResponse answer) throws Exception {
    if (answer.getStatus() >= 500) {
      wrong.add(row.door() + " fails with " + answer.getStatus() + " for " + visit);
    }
    sight.scan(row, visit, answer, wrong);
  }

  /** What is sent because of it names nothing of a report but its number. */
  private void told(Doors.Row row, long after) {
    sight.told(jdbc, after).forEach(found -> wrong.add(row.door() + " sends " + found));
  }

  private Doors.Row row(String method, String path) {
    PathPatternParser parser = PathPatternParser.defaultInstance;
    return rows.stream()
        .filter(r -> r.door().startsWith(method + " "))
        .filter(r ->
            parser
                .parse(r.door().substring(method.length() + 1))
                .matches(PathContainer.parsePath(path)))
        .min(Comparator.comparing(r -> parser.parse(r.door().substring(method.length() + 1))))
        .orElseThrow(() -> new IllegalStateException(method + " " + path + " has no door"));
  }
}
