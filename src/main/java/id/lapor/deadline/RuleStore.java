package id.lapor.deadline;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Versions of the rules in the database. */
@Repository
class RuleStore {

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  RuleStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  List<RuleBook> all() {
    Map<Long, Map<Term, Allowance>> allowances = new HashMap<>();
    jdbc.sql("SELECT rules_id, term, amount, unit FROM deadline_allowance")
        .query(row -> {
          allowances
              .computeIfAbsent(row.getLong(1), _ -> new EnumMap<>(Term.class))
              .put(
                  Term.valueOf(row.getString(2)),
                  new Allowance(row.getInt(3), Allowance.Unit.valueOf(row.getString(4))));
        });
    Map<Long, List<Ladder.Rung>> rungs = new HashMap<>();
    jdbc.sql(
            "SELECT rules_id, after_days, deed, automatic FROM deadline_rung ORDER BY rules_id, step")
        .query(row -> {
          rungs.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>()).add(rung(row));
        });
    return jdbc.sql(
            """
            SELECT id, profile, valid_from, open_too, decided_by, reason
            FROM deadline_rules
            WHERE taken_back_by IS NULL
            ORDER BY profile, valid_from, id
            """)
        .query((row, _) ->
            new RuleBook(
                row.getLong(1),
                row.getString(2),
                row.getDate(3).toLocalDate(),
                row.getBoolean(4),
                row.getString(5),
                row.getString(6),
                allowances.getOrDefault(row.getLong(1), Map.of()),
                new Ladder(rungs.getOrDefault(row.getLong(1), List.of()))))
        .list();
  }

  long add(RuleBook book) {
    long id =
        jdbc.sql(
                """
                INSERT INTO deadline_rules (profile, valid_from, open_too, decided_by, reason)
                VALUES (?, ?, ?, ?, ?)
                RETURNING id
                """)
            .params(
                book.profile(),
                Date.valueOf(book.validFrom()),
                book.openToo(),
                book.decidedBy(),
                book.reason())
            .query(Long.class)
            .single();
    List<Object[]> allowances = new ArrayList<>();
    book.allowances()
        .forEach((term, a) ->
            allowances.add(new Object[] {id, term.name(), a.amount(), a.unit().name()}));
    batches.batchUpdate(
        "INSERT INTO deadline_allowance (rules_id, term, amount, unit) VALUES (?, ?, ?, ?)",
        allowances);
    List<Object[]> rungs = new ArrayList<>();
    for (Ladder.Rung r : book.rungs()) {
      rungs.add(new Object[] {id, rungs.size(), r.afterDays(), r.deed().name(), r.automatic()});
    }
    batches.batchUpdate(
        "INSERT INTO deadline_rung (rules_id, step, after_days, deed, automatic) VALUES (?, ?, ?, ?, ?)",
        rungs);
    return id;
  }

  /**
   * @return whether it was there to be taken back
   */
  boolean takeBack(long id, String by, String why, Instant now) {
    return jdbc.sql(
                """
                UPDATE deadline_rules
                SET taken_back_by = ?, taken_back_at = ?, taken_back_reason = ?
                WHERE id = ? AND taken_back_by IS NULL
                """)
            .params(by, Timestamp.from(now), why, id)
            .update()
        == 1;
  }

  int countTakenBack(String profile) {
    return jdbc.sql(
            "SELECT count(*) FROM deadline_rules WHERE profile = ? AND taken_back_by IS NOT NULL")
        .param(profile)
        .query(Integer.class)
        .single();
  }

  /** The latest first. */
  List<Recounts.TakenBack> takenBack(int limit) {
    return jdbc.sql(
            """
            SELECT profile, valid_from, taken_back_by, taken_back_at, coalesce(taken_back_reason, '')
            FROM deadline_rules
            WHERE taken_back_by IS NOT NULL
            ORDER BY taken_back_at DESC, id DESC
            LIMIT ?
            """)
        .param(limit)
        .query((row, _) ->
            new Recounts.TakenBack(
                row.getString(1),
                row.getDate(2).toLocalDate(),
                row.getString(3),
                row.getTimestamp(4).toInstant(),
                row.getString(5)))
        .list();
  }

  private static Ladder.Rung rung(ResultSet row) throws SQLException {
    return new Ladder.Rung(
        row.getInt("after_days"),
        Ladder.Deed.valueOf(row.getString("deed")),
        row.getBoolean("automatic"));
  }
}
