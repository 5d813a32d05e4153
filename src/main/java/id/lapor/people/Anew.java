package id.lapor.people;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether whoever uses a device that is signed in has just shown again that it is they: by the
 * password, by a passkey, or, where another house vouches for them and there is neither, by having
 * signed in over there a moment ago.
 */
@Component
public class Anew {

  /** How long signing in at the other house counts. */
  static final Duration RECENT = Duration.ofMinutes(10);

  private static final int TRIES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Accounts accounts;
  private final Members members;
  private final Passkeys passkeys;
  private final Throttle throttle;
  private final InstantSource clock;

  Anew(
      Accounts accounts,
      Members members,
      Passkeys passkeys,
      Throttle throttle,
      InstantSource clock) {
    this.accounts = accounts;
    this.members = members;
    this.passkeys = passkeys;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * What a form carries of it.
   *
   * @param sandi the password
   * @param jawaban a passkey's answer, as WebAuthn's JSON
   */
  public record Proof(@Nullable String sandi, @Nullable String jawaban) {

    String password() {
      return sandi == null ? "" : sandi;
    }
  }

  /**
   * @throws id.lapor.platform.page.TooManyRequests when it was guessed at too often
   */
  boolean shown(Officer officer, Proof proof, HttpServletRequest request) {
    throttle.take("password:" + officer.login(), TRIES, WINDOW);
    return byPasskey(officer.login(), proof, request)
        || accounts.enter(officer.login(), proof.password()).isPresent();
  }

  /**
   * Whether it is they, by what the form carries or by the other house.
   *
   * @throws id.lapor.platform.page.TooManyRequests when it was guessed at too often
   */
  public boolean shown(Member member, Proof proof, HttpServletRequest request) {
    throttle.take("password:" + member.getName(), TRIES, WINDOW);
    return byPasskey(member.getName(), proof, request)
        || members.knows(member, proof.password())
        || vouched(request);
  }

  /** Whether another house said that they signed in there a moment ago. */
  public boolean vouched(HttpServletRequest request) {
    return SignIn.vouched(request)
        .filter(at -> clock.instant().isBefore(at.plus(RECENT)))
        .isPresent();
  }

  private boolean byPasskey(String owner, Proof proof, HttpServletRequest request) {
    return proof.jawaban() != null
        && !proof.jawaban().isEmpty()
        && passkeys.check(proof.jawaban(), request).filter(owner::equals).isPresent();
  }
}
