package id.lapor.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps who is signed in, with a mark that nobody but the house can make for that session, up to an
 * end that no use of the session puts off: a shift for officers, a month for reporters (within what
 * NIST SP 800-63B-4, sections 2.1.3 and 2.2.3, allows). The session's own times count, as for its
 * idle end.
 */
@Component
class Shift implements SecurityContextRepository {

  static final Duration OFFICER = Duration.ofHours(12);
  static final Duration REPORTER = Duration.ofDays(30);

  private static final String SINCE = "since";
  private static final String MARK = "mark";

  private final SecurityContextRepository kept = new HttpSessionSecurityContextRepository();
  private final Marks marks;

  Shift(Marks marks) {
    this.marks = marks;
  }

  /** Nobody, and the session is gone, once the time is over or where the house did not write it. */
  @Override
  @SuppressWarnings("deprecation") // what the deferred way falls back on
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    HttpServletRequest request = holder.getRequest();
    SecurityContext context = kept.loadDeferredContext(request).get();
    HttpSession session = request.getSession(false);
    if (session == null || (ours(session, context) && !over(session, context))) {
      return context;
    }
    session.invalidate();
    return SecurityContextHolder.createEmptyContext();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    kept.saveContext(context, request, response);
    HttpSession session = request.getSession(false);
    if (session != null && context.getAuthentication() != null) {
      session.setAttribute(MARK, mark(session, context.getAuthentication()));
    }
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return kept.containsContext(request);
  }

  /**
   * When this device signed in.
   *
   * @return epoch milliseconds
   */
  static long since(HttpSession session) {
    return session.getAttribute(SINCE) instanceof Long earlier
        ? earlier
        : session.getCreationTime();
  }

  /** The session goes on with what began earlier. */
  static void began(HttpSession session, long since) {
    session.setAttribute(SINCE, since);
  }

  private boolean ours(HttpSession session, SecurityContext context) {
    @Nullable Authentication who = context.getAuthentication();
    return who == null
        || (session.getAttribute(MARK) instanceof byte[] mark
            && MessageDigest.isEqual(mark(session, who), mark));
  }

  private byte[] mark(HttpSession session, Authentication who) {
    return marks.session(session.getId(), who.getPrincipal() + "/" + who.getAuthorities());
  }

  private static boolean over(HttpSession session, SecurityContext context) {
    var authentication = context.getAuthentication();
    boolean reporter = authentication != null && authentication.getPrincipal() instanceof Member;
    Duration lasted = Duration.ofMillis(session.getLastAccessedTime() - since(session));
    return lasted.compareTo(reporter ? REPORTER : OFFICER) >= 0;
  }
}
