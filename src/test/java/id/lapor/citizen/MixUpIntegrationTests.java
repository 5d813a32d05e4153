package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Member;
import id.lapor.platform.City;
import id.lapor.platform.db.ServerTest;
import id.lapor.platform.key.InstallationKey;
import id.lapor.report.AccessSecret;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Two hundred people at once, reporters with their secrets, reporters signed in, on the page of
 * their report and on the list of theirs, some who have only begun one, and officers of twenty
 * agencies, each asking for pages of their own, over and over in a mixed order and through one
 * cache that keeps whatever it may: nobody is ever shown a word of another.
 */
@ServerTest
class MixUpIntegrationTests {

  private static final int REPORTERS = 200;
  private static final int ROUNDS = 5;
  private static final int AGENCIES = 20;
  private static final int AT_ONCE = 40;
  private static final int PORT = freePort();

  /** What is everybody's. */
  private static final String SHARED = "/aset/app.css";

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired SessionRepository<? extends Session> sessions;
  @Autowired InstallationKey key;
  @Autowired OwnReports own;
  @Autowired Drafts drafts;

  private final HttpClient http = HttpClient.newHttpClient();

  /** A cache on the way, as a house or a network may have one: one page for everybody. */
  private final Map<String, HttpResponse<String>> cache = new ConcurrentHashMap<>();

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
  }

  private final List<String> everybodys = new ArrayList<>();

  /**
   * @param canary stands on that page for this visitor and for nobody else; empty for what is
   *     everybody's
   */
  private record Reporter(String canary, String page, String cookie) {}

  @Test
  void showsEachOfTwoHundredOnlyTheirOwn() throws Exception {
    City city = new City(agencies, reports);
    List<Reporter> all = new ArrayList<>();
    for (int i = 0; i < REPORTERS; i++) {
      all.add(reporter(i, city));
    }
    everybodys.addAll(all.stream().map(Reporter::canary).toList());
    List<Reporter> visits = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      visits.addAll(all);
    }
    visits.add(new Reporter("", SHARED, "x=y"));
    visits.add(new Reporter("", SHARED, "x=y"));
    Collections.shuffle(visits, new Random(1708));
    Semaphore places = new Semaphore(AT_ONCE);
    List<String> wrong;
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> work =
          visits.stream().<Callable<String>>map(r -> () -> visit(r, places)).toList();
      wrong =
          people.invokeAll(work).stream()
              .map(f -> f.state().name().equals("SUCCESS") ? f.resultNow() : f.exceptionNow() + "")
              .filter(w -> !w.isEmpty())
              .toList();
    }
    assertThat(wrong).isEmpty();
    assertThat(cache.keySet()).as("it keeps what it may").containsExactly(SHARED);
  }

  /** What was wrong with the answer, or nothing. */
  private String visit(Reporter r, Semaphore places) throws Exception {
    places.acquire();
    try {
      HttpResponse<String> answer = asked(r);
      Set<String> seen =
          everybodys.stream().filter(answer.body()::contains).collect(Collectors.toSet());
      boolean kept =
          !r.canary().isEmpty()
              && !answer
                  .headers()
                  .firstValue("Cache-Control")
                  .orElse("")
                  .equals("private, no-store");
      Set<String> due = r.canary().isEmpty() ? Set.of() : Set.of(r.canary());
      return answer.statusCode() == 200 && seen.equals(due) && !kept
          ? ""
          : "%s of %s: %d, sees %s%s"
              .formatted(
                  r.page(), r.canary(), answer.statusCode(), seen, kept ? ", may be cached" : "");
    } finally {
      places.release();
    }
  }

  /** From the cache where it has the page, whoever asks; by what RFC 9111 lets it keep. */
  private HttpResponse<String> asked(Reporter r) throws Exception {
    HttpResponse<String> had = cache.get(r.page());
    if (had != null) {
      return had;
    }
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + r.page()))
                .header("Cookie", r.cookie())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String said = String.join(",", answer.headers().allValues("Cache-Control"));
    if (answer.statusCode() == 200 && !said.matches("(?s).*(private|no-store|no-cache).*")) {
      cache.put(r.page(), answer);
    }
    return answer;
  }

  private Reporter reporter(int n, City city) {
    String canary = "KenariMilik%03d".formatted(n);
    if (n % 5 == 4) {
      return n % 10 == 4 ? begun(canary) : officer(n / 10 % AGENCIES, canary, city);
    }
    AccessSecret secret = AccessSecret.of(ByteBuffer.allocate(16).putInt(n).array());
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.SECRET,
            false,
            Channel.WEB,
            "Petugas meminta uang, kata " + canary,
            null,
            new Place("64.74.01.1002", null, null, null),
            null);
    Report report =
        reports.file(new Submission(canary, secret, matter, city.desk, List.of())).report();
    String page = "/l/" + report.reference();
    if (n % 2 == 0) {
      String name = "buka-" + report.reference().toString().replace("-", "");
      return new Reporter(canary, page, name + "=" + secret.shown());
    }
    Member member = new Member(1_000 + n);
    own.keep(member, report);
    String cookie = "sesi=" + signedIn(sessions, member);
    return n % 4 == 1
        ? new Reporter(report.reference().toString(), "/saya", cookie)
        : new Reporter(canary, page, cookie);
  }

  private Reporter begun(String canary) {
    String token = drafts.newToken();
    drafts.save(token, Draft.EMPTY.told("Jalan rusak, kata " + canary, List.of()));
    return new Reporter(canary, "/lapor/1", "draf=" + token);
  }

  /** Of an agency of their own, which one report was given to. */
  private Reporter officer(int n, String canary, City city) {
    AgencyId agency =
        agencies.add(
            new Agencies.Draft(
                "DINAS" + n,
                "Dinas " + n,
                Agency.Type.AGENCY,
                city.desk,
                ZoneId.of("Asia/Makassar"),
                null,
                "Kepala"));
    Report report = city.forwarded("Lampu mati, kata " + canary, "lampu-jalan", agency);
    return new Reporter(
        canary,
        n % 2 == 0 ? "/kerja" : "/kerja/" + report.reference(),
        "sesi=" + signedIn(sessions, City.liaison(agency)));
  }

  private <S extends Session> String signedIn(SessionRepository<S> sessions, Object who) {
    S session = sessions.createSession();
    String id = session.getId();
    session.setAttribute("mark", key.derive("session", id + "/" + who + "/[]"));
    session.setAttribute(
        "SPRING_SECURITY_CONTEXT",
        new SecurityContextImpl(
            UsernamePasswordAuthenticationToken.authenticated(who, null, List.of())));
    sessions.save(session);
    byte[] mark = key.derive("session-cookie", id);
    String shown = id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
    return Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
