package id.lapor.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Keeps an officer signed in, in a session of its own that never continues an older one. */
@Component
public class SignIn {

  private static final String HALF = "half";
  private static final Duration HALF_LASTS = Duration.ofMinutes(15);

  private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

  /** Signs the officer in on this device. */
  public void as(Officer officer, HttpServletRequest request, HttpServletResponse response) {
    out(request);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            officer, null, List.of(new SimpleGrantedAuthority("ROLE_" + officer.role().name()))));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }

  /**
   * The password was right and the second step is missing.
   *
   * @param since epoch seconds of the first step
   */
  record Half(String login, long since) implements Serializable {}

  /** Remembers in a fresh session that the first step is done; it opens nothing. */
  void half(Officer officer, Instant now, HttpServletRequest request) {
    out(request);
    request.getSession(true).setAttribute(HALF, new Half(officer.login(), now.getEpochSecond()));
  }

  /** The first step this device has done, while it is fresh. */
  static Optional<Half> half(Instant now, HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null
            && session.getAttribute(HALF) instanceof Half half
            && now.isBefore(Instant.ofEpochSecond(half.since()).plus(HALF_LASTS))
        ? Optional.of(half)
        : Optional.empty();
  }

  /** Ends whatever session this device had. */
  public void out(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }

  static @Nullable Officer current() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Officer o ? o : null;
  }
}
