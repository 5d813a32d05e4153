package id.lapor.deadline;

import id.lapor.audit.Act;
import id.lapor.audit.Rows;
import id.lapor.audit.Trail;
import id.lapor.audit.Witness;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes down what is decided about versions of the rules, for the trail. */
@Repository
class RuleActs implements Witness {

  static final String STREAM = "rules";

  private static final String COLUMNS =
      "SELECT rules_id, seq, at, what, by_name, words FROM deadline_rules_act ";

  private final JdbcTemplate jdbc;
  private final Trail trail;
  private final InstantSource clock;

  RuleActs(JdbcTemplate jdbc, Trail trail, InstantSource clock) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.clock = clock;
  }

  private enum What {
    PUBLISHED,
    TAKEN_BACK
  }

  private record Row(long version, int seq, Instant at, What what, String by, String words) {}

  /** With all it says; belongs into the transaction that saves it. */
  void published(long id, RuleBook book) {
    write(id, What.PUBLISHED, book.decidedBy(), words(book));
  }

  /** Belongs into the transaction that takes it back, which keeps others out. */
  void takenBack(long id, String by, String why) {
    write(id, What.TAKEN_BACK, by, why);
  }

  private void write(long id, What what, String by, String words) {
    Integer last =
        jdbc.queryForObject(
            "SELECT coalesce(max(seq), 0) FROM deadline_rules_act WHERE rules_id = ?",
            Integer.class,
            id);
    Row row =
        new Row(
            id,
            (last == null ? 0 : last) + 1,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            what,
            by,
            words);
    jdbc.update(
        """
        INSERT INTO deadline_rules_act (rules_id, seq, at, what, by_name, words)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        row.version(),
        row.seq(),
        Timestamp.from(row.at()),
        row.what().name(),
        row.by(),
        row.words());
    trail.add(List.of(onTrail(row)));
  }

  private static String words(RuleBook book) {
    String amounts =
        Arrays.stream(Term.values())
            .map(term -> term + " " + book.allowance(term).write())
            .collect(Collectors.joining(", "));
    String ladder =
        book.rungs().stream()
            .map(r -> r.deed() + " +" + r.afterDays() + (r.automatic() ? " automatic" : ""))
            .collect(Collectors.joining(", "));
    return "%s from %s%s: %s; %s; %s"
        .formatted(
            book.profile(),
            book.validFrom(),
            book.openToo() ? ", open reports too" : "",
            amounts,
            ladder,
            book.reason());
  }

  @Override
  public String stream() {
    return STREAM;
  }

  @Override
  public Stream<Act> acts() {
    return Rows.of(jdbc, COLUMNS + "ORDER BY rules_id, seq", RuleActs::kept).map(RuleActs::onTrail);
  }

  private static Act onTrail(Row r) {
    String content =
        Stream.of(r.at(), r.what(), r.by(), r.words())
            .map(v -> v.toString().length() + ":" + v)
            .reduce("", String::concat);
    return new Act(STREAM, r.version(), r.seq(), content.getBytes(StandardCharsets.UTF_8));
  }

  private static Row kept(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getLong("rules_id"),
        row.getInt("seq"),
        row.getTimestamp("at").toInstant(),
        What.valueOf(row.getString("what")),
        row.getString("by_name"),
        row.getString("words"));
  }
}
