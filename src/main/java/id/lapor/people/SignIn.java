package id.lapor.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Keeps somebody signed in, in a session of its own that never continues an older one. */
@Component
public class SignIn {

  private static final String HALF = "half";
  private static final String VOUCHED = "vouched";
  private static final String FRESH = "fresh";
  private static final Duration HALF_LASTS = Duration.ofMinutes(15);

  private final Shift shift;
  private final Marks marks;
  private final DoorLog log;

  SignIn(Shift shift, Marks marks, DoorLog log) {
    this.shift = shift;
    this.marks = marks;
    this.log = log;
  }

  /** By what somebody came in. */
  public enum Way {
    PASSWORD,
    /** After the password, a code of an authenticator application. */
    CODE,
    PASSKEY,
    /** A code sent to the reporter's address. */
    ADDRESS,
    /** Another house vouches for the reporter. */
    ISSUER,
    /** Already signed in, and on in another position. */
    POSITION,
    /** The installation was set up, or the demo's person changed. */
    HOUSE
  }

  /** Signs the officer in on this device. */
  public void as(
      Officer officer, Way way, HttpServletRequest request, HttpServletResponse response) {
    keep(officer, "ROLE_" + officer.role().name(), request, response);
    log.signedIn(way, request);
  }

  /**
   * The same, by what was right a moment ago. Whether it still is, is asked at the next step: what
   * resets, moves or closes the account in between ends the sessions there are, and this one is not
   * yet there.
   *
   * @param password the account's, see {@link Accounts#password}, before it was asked who it is
   */
  void as(
      Officer officer,
      Way way,
      String password,
      HttpServletRequest request,
      HttpServletResponse response) {
    as(officer, way, request, response);
    request.getSession(true).setAttribute(FRESH, password);
  }

  /** Whether who signed in here still would; asks once in a session, at its first step. */
  static boolean settled(Officer officer, Accounts accounts, HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(FRESH) instanceof String password)) {
      return true;
    }
    session.removeAttribute(FRESH);
    return accounts.password(officer.login()).equals(password)
        && (officer.deputises()
            || accounts.find(officer.accountId()).filter(officer::equals).isPresent());
  }

  /** Signs the reporter in on this device. */
  void as(Member member, Way way, HttpServletRequest request, HttpServletResponse response) {
    keep(member, "ROLE_MEMBER", request, response);
    log.signedIn(way, request);
  }

  /** Goes on in another position; that puts the end of the shift off by nothing. */
  void change(Officer position, HttpServletRequest request, HttpServletResponse response) {
    var session = request.getSession(false);
    long since = session == null ? 0 : Shift.since(session);
    as(position, Way.POSITION, request, response);
    Shift.began(request.getSession(true), since);
  }

  private void keep(
      Object who, String authority, HttpServletRequest request, HttpServletResponse response) {
    out(request);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            who, null, List.of(new SimpleGrantedAuthority(authority))));
    SecurityContextHolder.setContext(context);
    shift.saveContext(context, request, response);
  }

  /**
   * The password was right and the second step is missing.
   *
   * @param password tells it from one that is set later, see {@link Accounts#password}
   * @param since epoch seconds of the first step
   */
  record Half(String login, String password, long since) implements Serializable {}

  /** With the mark of the session it was done in. */
  private record Marked(Half half, byte[] mark) implements Serializable {}

  /** Remembers in a fresh session that the first step is done; it opens nothing. */
  void half(Half half, HttpServletRequest request) {
    out(request);
    HttpSession session = request.getSession(true);
    session.setAttribute(HALF, new Marked(half, mark(session, half)));
  }

  private byte[] mark(HttpSession session, Half half) {
    return marks.session(
        session.getId(), "half/" + half.since() + "/" + half.password() + "/" + half.login());
  }

  /** The first step this device has done, while it is fresh. */
  Optional<Half> half(Instant now, HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null
            && session.getAttribute(HALF) instanceof Marked(Half half, byte[] mark)
            && MessageDigest.isEqual(mark(session, half), mark)
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

  /** The house that vouches for the reporter says when they signed in there. */
  static void vouched(Instant at, HttpServletRequest request) {
    request.getSession(true).setAttribute(VOUCHED, at.getEpochSecond());
  }

  static Optional<Instant> vouched(HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null && session.getAttribute(VOUCHED) instanceof Long at
        ? Optional.of(Instant.ofEpochSecond(at))
        : Optional.empty();
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
