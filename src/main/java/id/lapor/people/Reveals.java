package id.lapor.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for, decides on and opens reveals; each step is written down for the reporter. */
@Service
public class Reveals {

  private static final String SELECT =
      """
      SELECT id, reporter_id, matter, reason, asked_at, asked_by, asked_instead_of, asker, decided_at, decider, approved
      FROM people_reveal
      """;

  private final JdbcTemplate jdbc;
  private final Reporters reporters;
  private final InstantSource clock;

  Reveals(JdbcTemplate jdbc, Reporters reporters, InstantSource clock) {
    this.jdbc = jdbc;
    this.reporters = reporters;
    this.clock = clock;
  }

  @Transactional
  public void ask(ReporterId reporter, String matter, Officer officer, String reason) {
    jdbc.update(
        """
        INSERT INTO people_reveal (reporter_id, matter, reason, asked_at, asked_by, asked_instead_of, asker)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        reporter.value(),
        matter,
        reason,
        Timestamp.from(clock.instant()),
        officer.accountId(),
        officer.insteadOf(),
        officer.name());
    reporters.note(reporter, new Look(Look.Purpose.ASKED, officer, reason));
  }

  /** The second person says yes or no; false when it is too late or not theirs to say. */
  @Transactional
  public boolean decide(long id, Officer officer, boolean yes) {
    Instant now = clock.instant();
    @Nullable Reveal reveal = held(id).filter(r -> r.mayDecide(officer, now)).orElse(null);
    if (reveal == null) {
      return false;
    }
    jdbc.update(
        "UPDATE people_reveal SET decided_at = ?, decided_by = ?, decider = ?, approved = ? WHERE id = ?",
        Timestamp.from(now),
        officer.accountId(),
        officer.name(),
        yes,
        id);
    reporters.note(
        reveal.reporter(),
        new Look(yes ? Look.Purpose.APPROVED : Look.Purpose.REFUSED, officer, reveal.reason()));
    return true;
  }

  /** Who it is, to who asked, while the time runs. */
  @Transactional
  public Optional<Contact> open(long id, Officer officer) {
    return held(id)
        .filter(r -> r.mayOpen(officer, clock.instant()))
        .flatMap(r ->
            reporters.look(r.reporter(), new Look(Look.Purpose.REVEALED, officer, r.reason())));
  }

  public Optional<Reveal> find(long id) {
    return jdbc.query(SELECT + "WHERE id = ?", Reveals::reveal, id).stream().findFirst();
  }

  /** The newest, whoever asked. */
  public List<Reveal> latest(int limit) {
    return jdbc.query(SELECT + "ORDER BY asked_at DESC, id DESC LIMIT ?", Reveals::reveal, limit);
  }

  private Optional<Reveal> held(long id) {
    return jdbc.query(SELECT + "WHERE id = ? FOR UPDATE", Reveals::reveal, id).stream().findFirst();
  }

  private static Reveal reveal(ResultSet row, int number) throws SQLException {
    @Nullable Timestamp decided = row.getTimestamp("decided_at");
    return new Reveal(
        row.getLong("id"),
        new ReporterId(row.getLong("reporter_id")),
        row.getString("matter"),
        row.getString("reason"),
        row.getTimestamp("asked_at").toInstant(),
        row.getLong("asked_by"),
        row.getObject("asked_instead_of", Long.class),
        row.getString("asker"),
        decided == null ? null : decided.toInstant(),
        row.getString("decider"),
        row.getObject("approved", Boolean.class));
  }
}
