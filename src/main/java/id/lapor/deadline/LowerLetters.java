package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Letters of lower levels about the same promises, which a higher one overtakes. */
@Repository
class LowerLetters {

  private final JdbcClient jdbc;
  private final ReprimandStore store;

  LowerLetters(JdbcClient jdbc, ReprimandStore store) {
    this.jdbc = jdbc;
    this.store = store;
  }

  /** Those of a letter have been overtaken, where they are owed. */
  void escalate(long letter) {
    jdbc.sql(
            """
            UPDATE deadline_reprimand earlier
            SET state = 'ESCALATED'
            FROM deadline_reprimand_case old
            JOIN deadline_reprimand_case fresh ON fresh.clock_id = old.clock_id AND fresh.level > old.level
            WHERE fresh.reprimand_id = :letter
              AND fresh.ended_at IS NULL
              AND old.reprimand_id = earlier.id
              AND earlier.state IN ('ISSUED', 'ACKNOWLEDGED')
            """)
        .param("letter", letter)
        .update();
  }

  /**
   * Lower letters that only one taken back had overtaken ask again, as before it.
   *
   * @return those letters
   */
  List<Long> restore(long withdrawn) {
    return jdbc.sql(
            """
            UPDATE deadline_reprimand lower
            SET state = CASE WHEN answered_at IS NULL THEN 'ISSUED' ELSE 'ACKNOWLEDGED' END
            WHERE state = 'ESCALATED'
              AND id IN (
                SELECT old.reprimand_id
                FROM deadline_reprimand_case c
                JOIN deadline_reprimand_case old ON old.clock_id = c.clock_id AND old.level < c.level
                WHERE c.reprimand_id = :withdrawn)
              AND NOT EXISTS (
                SELECT FROM deadline_reprimand_case old
                JOIN deadline_reprimand_case c ON c.clock_id = old.clock_id AND c.level > old.level
                JOIN deadline_reprimand higher ON higher.id = c.reprimand_id
                WHERE old.reprimand_id = lower.id
                  AND higher.state <> 'WITHDRAWN'
                  AND (c.ended_at IS NULL OR c.ended_at > higher.issued_at))
            RETURNING id
            """)
        .param("withdrawn", withdrawn)
        .query((row, _) -> row.getLong("id"))
        .list();
  }

  /** Lower letters than one, about the same promises, that had been issued and stood by then. */
  List<Reprimand> before(long letter, Instant by) {
    return lower("c.reprimand_id = :letter", Map.of("letter", letter), by);
  }

  /** The same of what waits for letters to these agencies. */
  List<Reprimand> before(Collection<AgencyId> agencies, Instant by) {
    return lower(
        "c.reprimand_id IS NULL AND c.agency_id = ANY(:agencies)",
        Map.of("agencies", agencies.stream().map(AgencyId::value).toArray(Long[]::new)),
        by);
  }

  private List<Reprimand> lower(String higher, Map<String, ?> about, Instant by) {
    Map<String, Object> params = new HashMap<>(about);
    params.put("by", Timestamp.from(by));
    return store.find(
        """
        issued_at <= :by AND (withdrawn_at IS NULL OR withdrawn_at > :by) AND id IN (
          SELECT lower.reprimand_id
          FROM deadline_reprimand_case c
          JOIN deadline_reprimand_case lower ON lower.clock_id = c.clock_id AND lower.level < c.level
          WHERE %s)
        ORDER BY id
        """
            .formatted(higher),
        params);
  }
}
