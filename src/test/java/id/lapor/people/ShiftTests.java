package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.Settings;
import id.lapor.platform.key.InstallationKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** How long somebody stays signed in, however often they come. */
class ShiftTests {

  private static final Officer OFFICER = new Officer(7, "rani", "Rani", 1, Role.LIAISON);
  private static final String CONTEXT =
      HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Settings HOUSE =
      new Settings(
          Path.of("target"),
          "http://localhost:8080",
          Base64.getEncoder().encodeToString(new byte[32]),
          new Settings.Database("", "", "", 1, null));

  private final Shift shift = new Shift(new Marks(new InstallationKey(HOUSE)));
  private final Started session = new Started();

  /** A session that began when its age says. */
  private static final class Started extends MockHttpSession {

    private Duration age = Duration.ZERO;

    @Override
    public long getLastAccessedTime() {
      return getCreationTime() + age.toMillis();
    }
  }

  @Test
  void endsAnOfficersSessionAfterTwelveHours() {
    keep(OFFICER);
    session.age = Shift.OFFICER.minus(SECOND);
    assertThat(signedIn()).isTrue();
    session.age = Shift.OFFICER;
    assertThat(signedIn()).isFalse();
    assertThat(session.isInvalid()).as("the row goes too").isTrue();
  }

  @Test
  void endsAReportersAfterAMonth() {
    keep(new Member(3));
    session.age = Shift.REPORTER.minus(SECOND);
    assertThat(signedIn()).isTrue();
    session.age = Shift.REPORTER;
    assertThat(signedIn()).isFalse();
  }

  @Test
  void countsFromTheSignInWhenAnotherPositionWasTakenSince() {
    keep(OFFICER);
    Shift.began(session, session.getCreationTime() - Duration.ofHours(11).toMillis());
    session.age = Duration.ofHours(1).minus(SECOND);
    assertThat(signedIn()).isTrue();
    session.age = Duration.ofHours(1);
    assertThat(signedIn()).isFalse();
  }

  /** Who can write to the database makes nobody another by what lies in a session. */
  @Test
  void takesNobodyForAnotherBecauseASessionSaysSo() {
    keep(new Member(3));
    Object own = Objects.requireNonNull(session.getAttribute(CONTEXT));
    keep(OFFICER);
    assertThat(signedIn()).isTrue();
    session.setAttribute(CONTEXT, own);
    assertThat(signedIn()).isFalse();
    assertThat(session.isInvalid()).isTrue();
  }

  /** Nor by all of it together, in another session. */
  @Test
  void movesNobodyToAnotherSession() {
    keep(OFFICER);
    Started other = new Started();
    Collections.list(session.getAttributeNames())
        .forEach(name -> other.setAttribute(name, session.getAttribute(name)));
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(other);
    assertThat(shift.loadDeferredContext(request).get().getAuthentication()).isNull();
  }

  private void keep(Object who) {
    var authentication = UsernamePasswordAuthenticationToken.authenticated(who, null, List.of());
    shift.saveContext(
        new SecurityContextImpl(authentication), request(), new MockHttpServletResponse());
  }

  private boolean signedIn() {
    return shift.loadDeferredContext(request()).get().getAuthentication() != null;
  }

  private MockHttpServletRequest request() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(session);
    return request;
  }
}
