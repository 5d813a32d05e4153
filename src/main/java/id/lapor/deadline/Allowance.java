package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar.Measure;
import id.lapor.platform.page.Page;
import id.lapor.platform.page.Texts;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much time a rule gives.
 *
 * @param amount 1 to 10,000 of the unit
 */
public record Allowance(int amount, Unit unit) {

  private static final int MOST = 10_000;
  private static final Pattern TYPED = Pattern.compile("(\\d{1,5})\\s*([mhdc])");

  /** In what a rule counts; all but the last are working time of the office's calendar. */
  public enum Unit {
    MINUTES,
    HOURS,
    WORKING_DAYS,
    /** Of 24 hours each, whatever the office does. */
    CALENDAR_DAYS;

    /** How the office's calendar measures it. */
    public Measure measure() {
      return this == WORKING_DAYS ? Measure.DAYS : Measure.TIME;
    }
  }

  public Allowance {
    if (amount < 1 || amount > MOST) {
      throw new IllegalArgumentException("Not an amount of time: " + amount);
    }
  }

  /** As the calendar counts it: 24 hours stand for a day, working or not. */
  public Duration duration() {
    return switch (unit) {
      case MINUTES -> Duration.ofMinutes(amount);
      case HOURS -> Duration.ofHours(amount);
      case WORKING_DAYS, CALENDAR_DAYS -> Duration.ofDays(amount);
    };
  }

  /**
   * To compare amounts in different units: sevenths of a minute in which an office works that is
   * open eight hours on five days of the week.
   */
  long weight() {
    return amount
        * switch (unit) {
          case MINUTES -> 7L;
          case HOURS -> 7 * 60L;
          case WORKING_DAYS -> 7 * 8 * 60L;
          case CALENDAR_DAYS -> 5 * 8 * 60L;
        };
  }

  /** From a number and a unit as a form has them; empty for what is no amount. */
  public static Optional<Allowance> of(String number, String unit) {
    boolean sound =
        number.matches("[0-9]{1,5}")
            && Arrays.stream(Unit.values()).anyMatch(u -> u.name().equals(unit));
    int amount = sound ? Integer.parseInt(number) : 0;
    return amount < 1 || amount > MOST
        ? Optional.empty()
        : Optional.of(new Allowance(amount, Unit.valueOf(unit)));
  }

  /**
   * As it is stored: reads {@code 7m}, {@code 4h}, {@code 3d} (working days), {@code 60c} (calendar
   * days).
   */
  public static Optional<Allowance> read(String typed) {
    Matcher m = TYPED.matcher(typed.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    int amount = Integer.parseInt(m.group(1));
    Unit unit =
        switch (m.group(2)) {
          case "m" -> Unit.MINUTES;
          case "h" -> Unit.HOURS;
          case "d" -> Unit.WORKING_DAYS;
          default -> Unit.CALENDAR_DAYS;
        };
    return amount < 1 || amount > MOST
        ? Optional.empty()
        : Optional.of(new Allowance(amount, unit));
  }

  /** For people: 3 hari kerja. */
  public String words(Page page) {
    return page.t("deadline.unit." + unit, amount);
  }

  /**
   * The same by a calendar: where it never closes there are no other minutes than its working ones.
   */
  public String words(Page page, boolean always) {
    return always && unit != Unit.CALENDAR_DAYS
        ? page.t("deadline.unit.always." + unit, amount)
        : words(page);
  }

  /** The same where there is no page. */
  public String words(Texts texts, Locale language) {
    return texts.get(language, "deadline.unit." + unit, amount);
  }

  /** As {@link #read} reads it. */
  public String write() {
    return amount
        + switch (unit) {
          case MINUTES -> "m";
          case HOURS -> "h";
          case WORKING_DAYS -> "d";
          case CALENDAR_DAYS -> "c";
        };
  }
}
