package id.lapor.platform.page;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What every template needs: sentences, dates and numbers in the visitor's language, the address
 * asked for, and who is signed in.
 *
 * @param path address of the page with its query, without the language
 * @param now the moment of the request; in the demo it may have been moved
 * @param notice message key of what the last act did, shown once
 * @param shared the page is the same for everyone
 * @param bar markup above the header, ready to be put in
 */
public record Page(
    Texts texts,
    Locale locale,
    String path,
    Csrf csrf,
    @Nullable SignedIn officer,
    @Nullable String notice,
    Instant now,
    boolean shared,
    @Nullable String bar,
    Assets assets) {

  private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

  /** Hidden field that proves a form came from our own page. */
  public record Csrf(String name, String token) {}

  Page withBar(@Nullable String markup) {
    return new Page(texts, locale, path, csrf, officer, notice, now, shared, markup, assets);
  }

  /**
   * Whether the quick way out is here: on whatever is a citizen's own. Only what everyone sees
   * alike and what officers do has none, so a new page has it without anybody thinking of it.
   */
  public boolean exit() {
    return !shared && (officer == null || !officer.official());
  }

  /** The sentence under the key. */
  public String t(String key, Object... args) {
    return texts.get(locale, key, args);
  }

  /** The sentence for an enum constant, under {@code prefix.CONSTANT}. */
  public String of(String prefix, Enum<?> constant) {
    return t(prefix + "." + constant.name());
  }

  public String language() {
    return locale.getLanguage();
  }

  /** Language mark for what people here wrote, on a page in another language. */
  public @Nullable String theirs() {
    return language().equals("id") ? null : "id";
  }

  public boolean has(String key) {
    return texts.has(key);
  }

  /** Day and time with the zone's name: Selasa, 24 November 2026 pukul 08.27 WITA. */
  public String when(Instant moment, ZoneId zone) {
    return when(moment, zone, locale);
  }

  /** The same where there is no page. */
  public static String when(Instant moment, ZoneId zone, Locale locale) {
    String pattern =
        locale.getLanguage().equals("id")
            ? "EEEE, d MMMM uuuu 'pukul' HH.mm z"
            : "EEEE, d MMMM uuuu, HH:mm z";
    return written(pattern, locale).format(moment.atZone(zone));
  }

  /** Shorter: 24 Nov 2026, 08.27 WITA. */
  public String at(Instant moment, ZoneId zone) {
    String pattern = language().equals("id") ? "d MMM uuuu, HH.mm z" : "d MMM uuuu, HH:mm z";
    return written(pattern, locale).format(moment.atZone(zone));
  }

  public String day(Instant moment, ZoneId zone) {
    return day(LocalDate.ofInstant(moment, zone));
  }

  /** 24 November 2026. */
  public String day(LocalDate day) {
    return written("d MMMM uuuu", locale).format(day);
  }

  /** Taken apart once: that takes longer than to write by it. */
  private static DateTimeFormatter written(String pattern, Locale locale) {
    return FORMATS.computeIfAbsent(
        locale.toLanguageTag() + " " + pattern, _ -> DateTimeFormatter.ofPattern(pattern, locale));
  }

  /** The day only: 2026-11-24. */
  public String isoDay(Instant moment, ZoneId zone) {
    return LocalDate.ofInstant(moment, zone).toString();
  }

  /** For a machine to read, in a {@code <time>}. */
  public String iso(Instant moment) {
    return moment.toString();
  }

  /**
   * How far away a moment is: "sisa 2 hari 4 jam", "lewat 3 jam". Two units at most, by the wall
   * clock.
   */
  public String left(Instant due) {
    boolean over = due.isBefore(now);
    Duration d = Duration.between(now, due).abs();
    return t(over ? "platform.over" : "platform.left", span(d));
  }

  /** A length of time in two units at most. */
  public String span(Duration d) {
    if (d.toDays() > 0) {
      long hours = d.toHoursPart();
      return t("platform.days", d.toDays())
          + (hours > 0 && d.toDays() < 10 ? " " + t("platform.hours", hours) : "");
    }
    if (d.toHours() > 0) {
      long minutes = d.toMinutesPart();
      return t("platform.hours", d.toHours())
          + (minutes > 0 ? " " + t("platform.minutes", minutes) : "");
    }
    return d.toMinutes() > 0
        ? t("platform.minutes", d.toMinutes())
            + (d.toMinutes() < 10 ? " " + t("platform.seconds", d.toSecondsPart()) : "")
        : t("platform.seconds", d.toSeconds());
  }

  public String number(long n) {
    return NumberFormat.getIntegerInstance(locale).format(n);
  }

  /** Address of a file under static/, with its content's hash in it. */
  public String asset(String file) {
    return assets.url(file);
  }

  /** The same page in another language. */
  public String inLanguage(String language) {
    return path + (path.contains("?") ? "&" : "?") + "lang=" + language;
  }

  public List<SignedIn.MenuItem> menu() {
    return officer == null ? List.of() : officer.menu();
  }

  /** Paragraphs of a person's text, to be put into {@code <p>} each. */
  public List<String> paragraphs(String text) {
    return text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }
}
