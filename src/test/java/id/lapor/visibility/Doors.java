package id.lapor.visibility;

import id.lapor.people.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/** The table of doors as people keep it by hand. */
final class Doors {

  private static final String TOPMOST = "topmost";

  private Doors() {}

  /**
   * A line of the table.
   *
   * @param members reporters with an account may go through, and only they
   * @param topmost of the roles only who have no administrator above them
   * @param roles may go through this door; empty with {@code everyone}
   * @param fields of reports that concern the visitor and may stand behind this door
   */
  record Row(
      String door,
      boolean everyone,
      boolean members,
      boolean topmost,
      Set<Role> roles,
      Set<City.Field> fields) {

    /** An address behind it: the first choice of a pattern, else something likely. */
    String path(String reference) {
      return door.replaceFirst("^\\S+ ", "")
          .replace("{reference}", reference)
          .replaceAll("\\{(day|from|to):(?:[^{}]|\\{[^{}]*})*}", "2026-01-05")
          .replaceAll("\\{\\w+:\\\\d\\+}", "1")
          .replaceAll("\\{code:(?:[^{}]|\\{[^{}]*})*}", "AB12")
          .replaceAll("\\{\\w+:([a-zA-Z\\-]+)(?:\\|[^}]*)?}", "$1")
          .replace("{act}", "catat")
          .replace("{code}", "DISHUB")
          .replaceAll("\\{\\w+}", "1");
    }
  }

  static List<Row> rows() throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    String table =
        new ClassPathResource("visibility/doors.csv").getContentAsString(StandardCharsets.UTF_8);
    for (String line : table.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      String[] f = line.split(";", -1);
      boolean everyone = f[1].strip().equals("*");
      boolean members = f[1].strip().equals("@");
      Set<Role> roles = EnumSet.noneOf(Role.class);
      if (!everyone && !members) {
        Arrays.stream(f[1].strip().split(" "))
            .filter(w -> !w.equals(TOPMOST))
            .map(Role::valueOf)
            .forEach(roles::add);
      }
      Set<City.Field> fields = EnumSet.noneOf(City.Field.class);
      Arrays.stream(f[2].strip().split(" "))
          .filter(w -> !w.isEmpty())
          .map(w -> City.Field.valueOf(w.toUpperCase(Locale.ROOT)))
          .forEach(fields::add);
      boolean topmost = f[1].strip().startsWith(TOPMOST + " ");
      Row row = new Row(f[0].strip(), everyone, members, topmost, roles, fields);
      if (rows.put(row.door(), row) != null) {
        throw new IllegalStateException("Twice in the table: " + row.door());
      }
    }
    return List.copyOf(rows.values());
  }
}
