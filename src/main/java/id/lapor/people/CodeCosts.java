package id.lapor.people;

import id.lapor.platform.page.TooManyRequests;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Bounds what codes by SMS cost, whoever asks and to however many numbers: some numbers earn their
 * owners money by every message, and nobody needs more than a few.
 */
@Component
class CodeCosts {

  static final String HOME = "62";
  private static final int MOST_ABROAD = 100;
  private static final int MANY_PERCENT = 80;

  /** One in so many of a day's codes. */
  private static final int FOR_THE_KNOWN = 5;

  private static final Duration DAY = Duration.ofDays(1);

  private final Throttle throttle;
  private final PeopleSettings settings;
  private final ApplicationEventPublisher listeners;

  CodeCosts(Throttle throttle, PeopleSettings settings, ApplicationEventPublisher listeners) {
    this.throttle = throttle;
    this.settings = settings;
    this.listeners = listeners;
  }

  /** Whether codes go to numbers of the country: at home, or where this installation sends them. */
  boolean reaches(String country) {
    return country.equals(HOME) || settings.codesAbroad().contains(country);
  }

  /**
   * Counts one, and tells once a day that they are becoming many.
   *
   * @param known the number is proven, or its owner has signed in here before: a part is theirs, so
   *     that no stranger uses up the codes of all
   * @throws TooManyRequests when it was one too many
   */
  void take(String country, boolean known) {
    if (!country.equals(HOME)) {
      throttle.take("code-abroad:" + country, MOST_ABROAD, DAY);
    }
    int most = settings.codesADay();
    if (beyond("code-many", most * MANY_PERCENT / 100) && !beyond("code-told", 1)) {
      listeners.publishEvent(new Codes.Many(most));
    }
    int kept = most / FOR_THE_KNOWN;
    throttle.take(known ? "code-known" : "code-stranger", known ? kept : most - kept, DAY);
  }

  private boolean beyond(String what, int limit) {
    try {
      throttle.take(what, limit, DAY);
      return false;
    } catch (TooManyRequests _) {
      return true;
    }
  }
}
