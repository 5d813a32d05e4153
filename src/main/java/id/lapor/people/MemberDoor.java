package id.lapor.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Where reporters come into their account. Guessing is slowed down as it is for officers, and what
 * strangers try never counts on a device the reporter signed in on before.
 */
@Component
public class MemberDoor {

  /** A mobile operator may put a whole town behind one address. */
  private static final int ASKED_AN_HOUR = 60;

  private static final int PASSWORDS = 10;
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final Members members;
  private final SignIn signIn;
  private final SignInTries tries;
  private final KnownDevices devices;
  private final Throttle throttle;
  private final Codes codes;

  MemberDoor(
      Members members,
      SignIn signIn,
      SignInTries tries,
      KnownDevices devices,
      Throttle throttle,
      Codes codes) {
    this.codes = codes;
    this.members = members;
    this.signIn = signIn;
    this.tries = tries;
    this.devices = devices;
    this.throttle = throttle;
  }

  /** Signs in by password; false when the two do not belong together. */
  public boolean enter(
      Contact address, String password, HttpServletRequest request, HttpServletResponse response) {
    String key = members.key(address);
    tries.password(key, request);
    Optional<Member> member = members.enter(address, password);
    member.ifPresent(m -> {
      tries.passwordRight(key, request);
      devices.remember(key, request, response);
      signIn.as(m, SignIn.Way.PASSWORD, request, response);
    });
    if (member.isEmpty()) {
      tries.passwordWrong(key, request);
    }
    return member.isPresent();
  }

  /**
   * Counts a code that is asked for.
   *
   * @return false when no codes go there
   * @throws id.lapor.platform.page.TooManyRequests when too many were
   */
  public boolean count(Contact address, HttpServletRequest request) {
    String from = Throttle.from(request);
    throttle.take("member-code:" + from, ASKED_AN_HOUR, Duration.ofHours(1));
    String account = members.key(address);
    return codes.toEnter(address, account, from, devices.find(account, request));
  }

  /** A code for the address, after it was counted. */
  public Members.Asked ask(Contact address) {
    return members.ask(address);
  }

  /** Sets the password and signs in; false when it is not the code, or no longer. */
  public boolean redeem(Code code, HttpServletRequest request, HttpServletResponse response) {
    Optional<Members.Proven> proven = members.redeem(code.token(), code.digits(), code.password());
    if (proven.isEmpty()) {
      tries.addressWrong(request);
    }
    proven.ifPresent(p -> {
      devices.remember(p.key(), request, response);
      signIn.as(p.member(), SignIn.Way.ADDRESS, request, response);
    });
    return proven.isPresent();
  }

  /** A code as it came back, and the password to be set. */
  public record Code(String token, String digits, String password) {}

  /**
   * Changes the password for whoever knows the present one, and signs out everywhere.
   *
   * @throws id.lapor.platform.page.TooManyRequests when it was guessed at too often
   */
  public boolean change(Member member, String present, String next) {
    throttle.take("password:" + member.getName(), PASSWORDS, QUARTER);
    if (!members.knows(member, present)) {
      return false;
    }
    members.setPassword(member, next);
    return true;
  }
}
