package id.lapor.people;

import id.lapor.people.Throttle.Limit;
import id.lapor.platform.page.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * How often somebody may guess. First a minute's wait slows a guesser down, then a quarter of an
 * hour's. What is guessed from elsewhere never keeps an officer out on a device they signed in on
 * before: such a device has tries of its own, and no others count there.
 */
@Component
class SignInTries {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofHours(1);

  /** An office may sit behind one address. */
  private static final int ADDRESS_A_MINUTE = 30;

  private static final int ADDRESS_A_QUARTER = 100;
  private static final int PAIR_A_MINUTE = 5;
  private static final int PAIR_A_QUARTER = 10;

  /** From strange devices all over the world together; NIST SP 800-63B section 3.2.2. */
  private static final int LOGIN_AN_HOUR = 100;

  private final Throttle throttle;
  private final KnownDevices devices;
  private final DoorLog log;

  SignInTries(Throttle throttle, KnownDevices devices, DoorLog log) {
    this.throttle = throttle;
    this.devices = devices;
    this.log = log;
  }

  private static final List<Limit> PAIR =
      List.of(new Limit(PAIR_A_MINUTE, MINUTE), new Limit(PAIR_A_QUARTER, QUARTER));
  private static final List<Limit> ADDRESS =
      List.of(new Limit(ADDRESS_A_MINUTE, MINUTE), new Limit(ADDRESS_A_QUARTER, QUARTER));
  private static final List<Limit> LOGIN = List.of(new Limit(LOGIN_AN_HOUR, HOUR));
  private static final List<Limit> CODE = List.of(new Limit(PAIR_A_QUARTER, QUARTER));

  private record Allowance(String what, List<Limit> limits) {}

  /** How a login was typed makes no difference. */
  static String plain(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Counts one guess of a password.
   *
   * @throws TooManyRequests when it was one too many here; then it counts nowhere further out
   */
  void password(String login, HttpServletRequest request) {
    allowances("login", plain(login), request).forEach(a -> throttle.take(a.what(), a.limits()));
  }

  /** The password was right, so it was no guess. */
  void passwordRight(String login, HttpServletRequest request) {
    allowances("login", plain(login), request)
        .forEach(a -> throttle.giveBack(a.what(), a.limits()));
  }

  void passwordWrong(String login, HttpServletRequest request) {
    log.refused(SignIn.Way.PASSWORD, login, request);
  }

  /** A code that was sent to an address came back wrong or late. */
  void addressWrong(HttpServletRequest request) {
    log.refused(SignIn.Way.ADDRESS, "", request);
  }

  void codeWrong(Officer officer, HttpServletRequest request) {
    log.refused(SignIn.Way.CODE, officer.login(), request);
  }

  /**
   * Counts one guess of the second step's code.
   *
   * @throws TooManyRequests when it was one too many
   */
  void code(Officer officer, HttpServletRequest request) {
    throttle.take(codeKey(officer, request), CODE);
  }

  void codeRight(Officer officer, HttpServletRequest request) {
    throttle.forget(codeKey(officer, request), CODE);
  }

  private String codeKey(Officer officer, HttpServletRequest request) {
    return devices
        .find(officer.login(), request)
        .map(device -> "code-device:" + device)
        .orElse("code:" + officer.login());
  }

  /** From the nearest to the widest: who is stopped at one is not counted at the next. */
  private List<Allowance> allowances(String kind, String login, HttpServletRequest request) {
    return devices
        .find(login, request)
        .map(device -> List.of(new Allowance(kind + "-device:" + device, PAIR)))
        .orElseGet(() -> {
          String from = Throttle.from(request);
          return List.of(
              new Allowance(kind + "-pair:" + from + " " + login, PAIR),
              new Allowance(kind + "-from:" + from, ADDRESS),
              new Allowance(kind + ":" + login, LOGIN));
        });
  }
}
