package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.Actor;
import id.lapor.report.ReportId;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Letters in the database. */
@Repository
class ReprimandStore {

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  ReprimandStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** The next number of the year; the row keeps others waiting until this transaction ends. */
  int nextNumber(int year) {
    return jdbc.sql(
            """
            INSERT INTO deadline_number (year, last) VALUES (?, 1)
            ON CONFLICT (year) DO UPDATE SET last = deadline_number.last + 1
            RETURNING last
            """)
        .param(year)
        .query(Integer.class)
        .single();
  }

  /**
   * What is printed on a letter.
   *
   * @param issuer null when policy issues it
   */
  record Heading(
      AgencyId agency,
      int level,
      String number,
      String code,
      Actor.@Nullable Officer issuer,
      Instant at) {}

  long issue(Heading heading, List<DraftStore.Line> lines) {
    Actor.@Nullable Officer issuer = heading.issuer();
    long id =
        jdbc.sql(
                """
                INSERT INTO deadline_reprimand (
                  agency_id, level, state, drafted_at, number, code, issued_at, issuer, issuer_office)
                VALUES (:agency, :level, 'ISSUED', :now, :number, :code, :now, :issuer, :office)
                RETURNING id
                """)
            .param("agency", heading.agency().value())
            .param("level", heading.level())
            .param("now", Timestamp.from(heading.at()))
            .param("number", heading.number())
            .param("code", heading.code())
            .param("issuer", issuer == null ? "" : issuer.name())
            .param("office", issuer == null ? null : issuer.agency().value())
            .query(Long.class)
            .single();
    attach(id, heading.level(), lines);
    return id;
  }

  /** A letter that will never be written, with who decided so and why. */
  void decline(Reprimand.Due letter, Reprimand.Withdrawal decision, List<DraftStore.Line> lines) {
    long id =
        jdbc.sql(
                """
                INSERT INTO deadline_reprimand (
                  agency_id, level, state, drafted_at, withdrawn_at, withdrawn_by, withdrawn_office, reason)
                VALUES (:agency, :level, 'WITHDRAWN', :now, :now, :by, :office, :reason)
                RETURNING id
                """)
            .param("agency", letter.agency().value())
            .param("level", letter.level())
            .param("now", Timestamp.from(decision.at()))
            .param("by", decision.by())
            .param("office", decision.office() == null ? null : decision.office().value())
            .param("reason", decision.reason())
            .query(Long.class)
            .single();
    attach(id, letter.level(), lines);
  }

  /** Whether and when higher letters about the same can be issued is worked out anew. */
  private void attach(long letter, int level, List<DraftStore.Line> lines) {
    batches.batchUpdate(
        """
        UPDATE deadline_reprimand_case
        SET reprimand_id = ?, late_s = ?, late_unit = ?, late_wall_s = ?, next_from = ?
        WHERE clock_id = ? AND level = ?
        """,
        lines.stream()
            .map(l ->
                new @Nullable Object[] {
                  letter,
                  seconds(l.it().late()),
                  unit(l.it().late()),
                  l.it().late() == null || l.it().late().wall() == null
                      ? null
                      : l.it().late().wall().toSeconds(),
                  l.next() == null ? null : Timestamp.from(l.next()),
                  l.clock(),
                  level
                })
            .toList());
    jdbc.sql(
            """
            UPDATE deadline_reprimand_case
            SET remind_at = '-infinity'
            WHERE clock_id = ANY(:clocks) AND level > :level AND reprimand_id IS NULL
            """)
        .param("clocks", lines.stream().map(DraftStore.Line::clock).toArray(Long[]::new))
        .param("level", level)
        .update();
  }

  /**
   * Only what nothing has become of can be taken back; then it asks nothing any more and delays
   * nothing.
   */
  boolean withdraw(long id, Reprimand.Withdrawal decision) {
    boolean open =
        batches.update(
                """
                UPDATE deadline_reprimand
                SET state = 'WITHDRAWN', withdrawn_at = ?, withdrawn_by = ?, withdrawn_office = ?, reason = ?
                WHERE id = ? AND state = 'ISSUED'
                """,
                Timestamp.from(decision.at()),
                decision.by(),
                decision.office() == null ? null : decision.office().value(),
                decision.reason(),
                id)
            == 1;
    if (open) {
      batches.update(
          "UPDATE deadline_reprimand_case SET next_from = NULL WHERE reprimand_id = ?", id);
    }
    return open;
  }

  /**
   * @param ends the last moment of the day promised
   */
  boolean answer(long id, Reprimand.Answer answer, Instant ends) {
    return batches.update(
            """
            UPDATE deadline_reprimand
            SET state = 'ACKNOWLEDGED', answer = ?, promised_for = ?, promise_until = ?, answered_by = ?, answered_at = ?
            WHERE id = ? AND state = 'ISSUED'
            """,
            answer.words(),
            Date.valueOf(answer.until()),
            Timestamp.from(ends),
            answer.by(),
            Timestamp.from(answer.at()),
            id)
        == 1;
  }

  /** Uses the primary key, deadline_reprimand_decided, _of_level or _in_state. */
  List<Reprimand> find(Reprimand.Wanted wanted, long last, int limit) {
    List<String> where = new ArrayList<>(List.of("id < :last"));
    Map<String, Object> params = new HashMap<>(Map.of("last", last, "limit", limit));
    if (wanted.agency() != null) {
      where.add("agency_id = :agency");
      params.put("agency", wanted.agency().value());
    }
    if (wanted.level() != null) {
      where.add("level = :level");
      params.put("level", wanted.level());
    }
    if (wanted.state() != null) {
      boolean declined = wanted.state() == Reprimand.State.DECLINED;
      where.add("state = :state AND number IS " + (declined ? "NULL" : "NOT NULL"));
      params.put("state", (declined ? Reprimand.State.WITHDRAWN : wanted.state()).name());
    }
    return find(String.join(" AND ", where) + " ORDER BY id DESC LIMIT :limit", params);
  }

  List<Reprimand> find(String where, Map<String, ?> params) {
    List<Reprimand> bare =
        jdbc.sql("SELECT * FROM deadline_reprimand r WHERE " + where)
            .params(params)
            .query(ReprimandStore::bare)
            .list();
    record Row(long letter, Reprimand.Case it) {}
    Map<Long, List<Reprimand.Case>> cases =
        jdbc
            .sql(
                """
                SELECT *
                FROM deadline_reprimand_case
                WHERE reprimand_id = ANY(:ids)
                ORDER BY due_at, report_id
                """)
            .param("ids", bare.stream().map(Reprimand::id).toArray(Long[]::new))
            .query((row, _) -> new Row(row.getLong("reprimand_id"), aCase(row)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Row::letter, Collectors.mapping(Row::it, Collectors.toList())));
    return bare.stream().map(r -> with(r, cases.getOrDefault(r.id(), List.of()))).toList();
  }

  static Reprimand.Case aCase(ResultSet row) throws SQLException {
    return new Reprimand.Case(
        new ReportId(row.getLong("report_id")),
        ClockKind.valueOf(row.getString("kind")),
        row.getTimestamp("due_at").toInstant(),
        late(row, "late", wall(row.getObject("late_wall_s", Long.class))),
        end(row));
  }

  private static @Nullable Duration wall(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static Reprimand.@Nullable End end(ResultSet row) throws SQLException {
    @Nullable Timestamp at = row.getTimestamp("ended_at");
    if (at == null) {
      return null;
    }
    Duration wall = Lateness.wall(row.getTimestamp("due_at").toInstant(), at.toInstant());
    return new Reprimand.End(
        at.toInstant(), row.getString("ended_by"), late(row, "end_late", wall));
  }

  private static @Nullable Lateness late(ResultSet row, String name, @Nullable Duration wall)
      throws SQLException {
    @Nullable String unit = row.getString(name + "_unit");
    return unit == null
        ? null
        : new Lateness(
            Duration.ofSeconds(row.getLong(name + "_s")), Lateness.Unit.valueOf(unit), wall);
  }

  static @Nullable Long seconds(@Nullable Lateness late) {
    return late == null ? null : late.time().toSeconds();
  }

  static @Nullable String unit(@Nullable Lateness late) {
    return late == null ? null : late.unit().name();
  }

  private static Reprimand with(Reprimand r, List<Reprimand.Case> cases) {
    return new Reprimand(
        r.id(),
        r.agency(),
        r.level(),
        r.state(),
        r.number(),
        r.code(),
        r.issuedAt(),
        r.issuer(),
        r.issuerOffice(),
        r.withdrawal(),
        r.answer(),
        cases);
  }

  private static Reprimand bare(ResultSet row, int index) throws SQLException {
    @Nullable String number = row.getString("number");
    @Nullable Timestamp issued = row.getTimestamp("issued_at");
    @Nullable Long office = row.getObject("issuer_office", Long.class);
    @Nullable String issuer = row.getString("issuer");
    return new Reprimand(
        row.getLong("id"),
        new AgencyId(row.getLong("agency_id")),
        row.getInt("level"),
        number == null ? Reprimand.State.DECLINED : Reprimand.State.valueOf(row.getString("state")),
        number,
        row.getString("code"),
        issued == null ? null : issued.toInstant(),
        issuer == null ? "" : issuer,
        office == null ? null : new AgencyId(office),
        withdrawal(row),
        answer(row),
        List.of());
  }

  private static Reprimand.@Nullable Withdrawal withdrawal(ResultSet row) throws SQLException {
    @Nullable Timestamp at = row.getTimestamp("withdrawn_at");
    if (at == null) {
      return null;
    }
    @Nullable Long office = row.getObject("withdrawn_office", Long.class);
    @Nullable String by = row.getString("withdrawn_by");
    return new Reprimand.Withdrawal(
        by == null ? "" : by,
        office == null ? null : new AgencyId(office),
        at.toInstant(),
        row.getString("reason"));
  }

  private static Reprimand.@Nullable Answer answer(ResultSet row) throws SQLException {
    @Nullable Date until = row.getDate("promised_for");
    if (until == null) {
      return null;
    }
    LocalDate day = until.toLocalDate();
    return new Reprimand.Answer(
        row.getString("answer"),
        day,
        row.getString("answered_by"),
        row.getTimestamp("answered_at").toInstant(),
        outcome(row));
  }

  private static Reprimand.@Nullable Outcome outcome(ResultSet row) throws SQLException {
    @Nullable String kept = row.getString("promise_outcome");
    return kept == null
        ? null
        : new Reprimand.Outcome(
            Reprimand.Kept.valueOf(kept), row.getTimestamp("promise_outcome_at").toInstant());
  }
}
