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

/** Keeps somebody signed in, in a session of its own that never continues an older one. */
@Component
public class SignIn {

  private static final String HALF = "half";
  private static final Duration HALF_LASTS = Duration.ofMinutes(15);

  private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

  /** Signs the officer in on this device. */
  public void as(Officer officer, HttpServletRequest request, HttpServletResponse response) {
    as(officer, "ROLE_" + officer.role().name(), request, response);
  }

  /** Signs the reporter in on this device. */
  void as(Member member, HttpServletRequest request, HttpServletResponse response) {
    as(member, "ROLE_MEMBER", request, response);
  }

  private void as(
      Object who, String authority, HttpServletRequest request, HttpServletResponse response) {
    out(request);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            who, null, List.of(new SimpleGrantedAuthority(authority))));
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
    return principal() instanceof Officer o ? o : null;
  }

  /** The reporter signed in on this device. */
  public static Optional<Member> member() {
    return principal() instanceof Member m ? Optional.of(m) : Optional.empty();
  }

  private static @Nullable Object principal() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication == null ? null : authentication.getPrincipal();
  }
}
