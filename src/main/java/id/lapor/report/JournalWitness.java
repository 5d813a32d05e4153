package id.lapor.report;

import id.lapor.audit.Act;
import id.lapor.audit.Canonical;
import id.lapor.audit.Rows;
import id.lapor.audit.Trail;
import id.lapor.audit.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Repeats the journal to whoever verifies the trail. */
@Component
class JournalWitness implements Witness, SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(JournalWitness.class);
  private static final int AT_ONCE = 5_000;

  /** The same few people do most of it; so many of their spellings are remembered. */
  private static final int ACTORS = 1_000;

  private static final String ALL =
      """
      SELECT report_id, seq, at, kind, actor, body
      FROM report_event
      ORDER BY report_id, seq
      """;

  private final JdbcTemplate jdbc;
  private final Trail trail;
  private final TransactionTemplate transaction;

  JournalWitness(JdbcTemplate jdbc, Trail trail, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.transaction = transaction;
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

  /** Journals written before there was a trail are put on it once, whole or not at all. */
  @Override
  public void afterSingletonsInstantiated() {
    if (!trail.untouched()) {
      return;
    }
    transaction.executeWithoutResult(_ -> {
      List<Act> batch = new ArrayList<>();
      long count = 0;
      try (Stream<Act> acts = acts()) {
        for (Act act : (Iterable<Act>) acts::iterator) {
          if (batch.size() >= AT_ONCE && act.seq() == 1) {
            trail.add(batch);
            batch.clear();
          }
          batch.add(act);
          count++;
        }
      }
      trail.add(batch);
      if (count > 0) {
        log.info("Put {} earlier acts on the trail", count);
      }
    });
  }
}
