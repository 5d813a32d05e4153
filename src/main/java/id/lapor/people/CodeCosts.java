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

  private static final String FOR_ALL = "code-stranger";

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
   * @param known the number is proven, or its owner has signed in here before: these get what there
   *     is for all, and a part of their own once strangers have used that up
   * @throws TooManyRequests when it was one too many
   */
  void take(String country, boolean known) {
    if (!country.equals(HOME)) {
      throttle.take("code-abroad:" + country, MOST_ABROAD, DAY);
    }
    int most = settings.codesADay();
    if (!throttle.count("code-many", most * MANY_PERCENT / 100, DAY)
        && throttle.count("code-told", 1, DAY)) {
      listeners.publishEvent(new Codes.Many(most));
    }
    int kept = most / FOR_THE_KNOWN;
    if (!known) {
      throttle.take(FOR_ALL, most - kept, DAY);
    } else if (!throttle.count(FOR_ALL, most - kept, DAY)) {
      throttle.take("code-known", kept, DAY);
    }
  }
}
