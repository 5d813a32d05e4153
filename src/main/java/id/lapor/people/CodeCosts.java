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
  private static final Duration DAY = Duration.ofDays(1);

  private final Throttle throttle;
  private final PeopleSettings settings;
  private final ApplicationEventPublisher listeners;

  CodeCosts(Throttle throttle, PeopleSettings settings, ApplicationEventPublisher listeners) {
    this.throttle = throttle;
    this.settings = settings;
    this.listeners = listeners;
  }

  /** Whether codes go to the number: at home, or where this installation sends them. */
  boolean reaches(String phone) {
    String country = Contact.country(phone);
    return country.equals(HOME) || settings.codesAbroad().contains(country);
  }

  /**
   * Counts one, and tells once a day that they are becoming many.
   *
   * @throws TooManyRequests when it was one too many
   */
  void take(String phone) {
    String country = Contact.country(phone);
    if (!country.equals(HOME)) {
      throttle.take("code-abroad:" + country, MOST_ABROAD, DAY);
    }
    int most = settings.codesADay();
    if (beyond("code-many", most * MANY_PERCENT / 100) && !beyond("code-told", 1)) {
      listeners.publishEvent(new Codes.Many(most));
    }
    throttle.take("code-all", most, DAY);
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
