package id.lapor.deadline;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            SELECT id, profile, valid_from, open_too, decided_by
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
                allowances.getOrDefault(row.getLong(1), Map.of()),
                new Ladder(rungs.getOrDefault(row.getLong(1), List.of()))))
        .list();
  }

  long add(RuleBook book) {
    long id =
        jdbc.sql(
                """
                INSERT INTO deadline_rules (profile, valid_from, open_too, decided_by)
                VALUES (?, ?, ?, ?)
                RETURNING id
                """)
            .params(
                book.profile(), Date.valueOf(book.validFrom()), book.openToo(), book.decidedBy())
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

  void takeBack(long id, String by) {
    jdbc.sql("UPDATE deadline_rules SET taken_back_by = ?, taken_back_at = now() WHERE id = ?")
        .params(by, id)
        .update();
  }

  private static Ladder.Rung rung(ResultSet row) throws SQLException {
    return new Ladder.Rung(
        row.getInt("after_days"),
        Ladder.Deed.valueOf(row.getString("deed")),
        row.getBoolean("automatic"));
  }
}
