package id.lapor.agency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/** The dates the shipped migration fills in, for tests that need no database. */
public final class ShippedHolidays {

  private static final Pattern ROW =
      Pattern.compile("\\('(\\d{4}-\\d\\d-\\d\\d)', '(NATIONAL|JOINT_LEAVE)', ");

  private ShippedHolidays() {}

  public static Set<LocalDate> all() {
    try {
      String sql =
          new ClassPathResource("db/migration/agency/V30_03__holidays.sql")
              .getContentAsString(StandardCharsets.UTF_8);
      return ROW.matcher(sql)
          .results()
          .map((MatchResult m) -> LocalDate.parse(m.group(1)))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
