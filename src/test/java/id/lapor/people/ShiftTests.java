package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;

/** How long somebody stays signed in, however often they come. */
class ShiftTests {

  private static final Officer OFFICER = new Officer(7, "rani", "Rani", 1, Role.LIAISON);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Shift shift = new Shift();
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
