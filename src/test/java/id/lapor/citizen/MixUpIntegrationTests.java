package id.lapor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.Agencies;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
 * Two hundred reporters at once, half with their secrets and half signed in, each asking for pages
 * of their own, over and over in a mixed order: nobody is ever shown a word of another, and no page
 * may be kept by a cache on the way.
 */
@ServerTest
class MixUpIntegrationTests {

  private static final int REPORTERS = 200;
  private static final int ROUNDS = 5;
  private static final int AT_ONCE = 40;
  private static final int PORT = freePort();
  private static final Pattern CANARY = Pattern.compile("KenariMilik\\d{3}");

  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired SessionRepository<? extends Session> sessions;
  @Autowired InstallationKey key;
  @Autowired OwnReports own;

  private final HttpClient http = HttpClient.newHttpClient();

  @DynamicPropertySource
  static void site(DynamicPropertyRegistry registry) {
    registry.add("server.port", () -> PORT);
    registry.add("server.address", () -> "127.0.0.1");
  }

  private record Reporter(String canary, String page, String cookie) {}

  @Test
  void showsEachOfTwoHundredOnlyTheirOwn() throws Exception {
    City city = new City(agencies, reports);
    List<Reporter> all = new ArrayList<>();
    for (int i = 0; i < REPORTERS; i++) {
      all.add(reporter(i, city));
    }
    List<Reporter> visits = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      visits.addAll(all);
    }
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
  }

  /** What was wrong with the answer, or nothing. */
  private String visit(Reporter r, Semaphore places) throws Exception {
    places.acquire();
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + r.page()))
                  .header("Cookie", r.cookie())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      Set<String> seen =
          CANARY
              .matcher(answer.body())
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toSet());
      boolean kept =
          !answer.headers().firstValue("Cache-Control").orElse("").equals("private, no-store");
      return answer.statusCode() == 200 && seen.equals(Set.of(r.canary())) && !kept
          ? ""
          : "%s of %s: %d, sees %s%s"
              .formatted(
                  r.page(), r.canary(), answer.statusCode(), seen, kept ? ", may be cached" : "");
    } finally {
      places.release();
    }
  }

  private Reporter reporter(int n, City city) {
    String canary = "KenariMilik%03d".formatted(n);
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
    return new Reporter(canary, page, "sesi=" + signedIn(sessions, member));
  }

  private <S extends Session> String signedIn(SessionRepository<S> sessions, Member member) {
    S session = sessions.createSession();
    String id = session.getId();
    session.setAttribute("mark", key.derive("session", id + "/" + member + "/[]"));
    session.setAttribute(
        "SPRING_SECURITY_CONTEXT",
        new SecurityContextImpl(
            UsernamePasswordAuthenticationToken.authenticated(member, null, List.of())));
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
