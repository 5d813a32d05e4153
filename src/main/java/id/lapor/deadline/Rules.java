package id.lapor.deadline;

import id.lapor.agency.WorkingCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The budgets of clocks by profile, each with the day from which it holds. */
@Component
@EnableConfigurationProperties(Rules.Choice.class)
class Rules {

  /**
   * @param profile by which coordinators and agencies are measured; the national admin always by
   *     {@code national}
   */
  @ConfigurationProperties("lapor.clocks")
  record Choice(@DefaultValue("bontang") String profile) {}

  private record Rule(String profile, ClockKind kind, LocalDate from, int amount, boolean minutes) {

    Duration budget(WorkingCalendar calendar) {
      return minutes ? Duration.ofMinutes(amount) : calendar.days(amount);
    }
  }

  private final List<Rule> rules = load();
  private final Choice choice;

  Rules(Choice choice) {
    this.choice = choice;
    if (rules.stream().noneMatch(r -> r.profile().equals(choice.profile()))) {
      throw new IllegalArgumentException("There is no clock profile \"" + choice.profile() + "\"");
    }
  }

  String profile(boolean national) {
    return national ? "national" : choice.profile();
  }

  /** Working time a promise begun at that moment gets. */
  Duration budget(String profile, ClockKind kind, WorkingCalendar calendar, Instant start) {
    LocalDate day = LocalDate.ofInstant(start, calendar.zone());
    return rules.stream()
        .filter(r -> r.profile().equals(profile) && r.kind() == kind && !r.from().isAfter(day))
        .max(Comparator.comparing(Rule::from))
        .orElseThrow(() ->
            new IllegalStateException("No rule for " + kind + " in " + profile + " on " + day))
        .budget(calendar);
  }

  private static List<Rule> load() {
    try {
      return new ClassPathResource("deadline/rules.csv")
          .getContentAsString(StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Rules::rule)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rule rule(String line) {
    String[] f = line.split("\\|");
    String amount = f[3].substring(0, f[3].length() - 1);
    return new Rule(
        f[0],
        ClockKind.valueOf(f[1]),
        LocalDate.parse(f[2]),
        Integer.parseInt(amount),
        f[3].endsWith("m"));
  }
}
