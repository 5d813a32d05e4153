package id.lapor.report;

import id.lapor.audit.Act;
import id.lapor.audit.Canonical;
import id.lapor.audit.Rows;
import id.lapor.audit.Witness;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Repeats the journal to whoever verifies the trail. */
@Component
class JournalWitness implements Witness {

  /** The same few people do most of it; so many of their spellings are remembered. */
  private static final int ACTORS = 1_000;

  private static final String ALL =
      """
      SELECT report_id, seq, at, kind, actor, body
      FROM report_event
      ORDER BY report_id, seq
      """;

  private final JdbcTemplate jdbc;

  JournalWitness(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String stream() {
    return JournalRow.STREAM;
  }

  @Override
  public Stream<Act> acts() {
    Map<String, String> actors = new HashMap<>();
    return Rows.of(jdbc, ALL, JournalRow::read)
        .map(row -> {
          if (actors.size() == ACTORS) {
            actors.clear();
          }
          return row.act(actors.computeIfAbsent(row.actor(), Canonical::json));
        });
  }
}
