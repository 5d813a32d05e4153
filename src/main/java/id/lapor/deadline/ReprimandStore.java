package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.report.Actor;
import id.lapor.report.ReportId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Letters in the database. */
@Repository
class ReprimandStore {

  private final JdbcClient jdbc;

  ReprimandStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a missed promise to the open draft of its level, or begins one. */
  void draft(Clock clock, int level, Instant now) {
    long id =
        jdbc.sql(
                """
                INSERT INTO deadline_reprimand (agency_id, level, state, drafted_at)
                VALUES (:agency, :level, 'DRAFT', :now)
                ON CONFLICT (agency_id, level) WHERE state = 'DRAFT' DO UPDATE SET level = excluded.level
                RETURNING id
                """)
            .param("agency", clock.office().value())
            .param("level", level)
            .param("now", Timestamp.from(now))
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            INSERT INTO deadline_reprimand_case (reprimand_id, report_id, clock_id, kind, due_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(
            id,
            clock.report().value(),
            clock.id(),
            clock.kind().name(),
            Timestamp.from(clock.dueAt()))
        .update();
  }

  List<Reprimand> find(String where, Map<String, ?> params) {
    List<Reprimand> bare =
        jdbc.sql("SELECT * FROM deadline_reprimand r WHERE " + where)
            .params(params)
            .query(ReprimandStore::bare)
            .list();
    Map<Long, List<CaseRow>> cases =
        jdbc
            .sql(
                """
                SELECT reprimand_id, report_id, kind, due_at
                FROM deadline_reprimand_case
                WHERE reprimand_id = ANY(:ids)
                ORDER BY due_at, report_id
                """)
            .param("ids", bare.stream().map(Reprimand::id).toArray(Long[]::new))
            .query((row, _) -> caseRow(row))
            .list()
            .stream()
            .collect(Collectors.groupingBy(CaseRow::reprimand));
    return bare.stream()
        .map(r -> with(r, cases.getOrDefault(r.id(), List.of()).stream().map(CaseRow::it).toList()))
        .toList();
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

  boolean issue(long id, String number, String code, Instant now, Actor.Officer issuer) {
    return jdbc.sql(
                """
                UPDATE deadline_reprimand
                SET state = 'ISSUED', number = :number, code = :code, issued_at = :now, issuer = :issuer,
                    issuer_office = :office
                WHERE id = :id AND state = 'DRAFT'
                """)
            .param("number", number)
            .param("code", code)
            .param("now", Timestamp.from(now))
            .param("issuer", issuer.name())
            .param("office", issuer.agency().value())
            .param("id", id)
            .update()
        == 1;
  }

  boolean withdraw(long id, String reason, Instant now) {
    return jdbc.sql(
                """
                UPDATE deadline_reprimand SET state = 'WITHDRAWN', withdrawn_at = :now, reason = :reason
                WHERE id = :id AND state <> 'WITHDRAWN'
                """)
            .param("now", Timestamp.from(now))
            .param("reason", reason)
            .param("id", id)
            .update()
        == 1;
  }

  private record CaseRow(long reprimand, Reprimand.Case it) {}

  private static CaseRow caseRow(ResultSet row) throws SQLException {
    return new CaseRow(
        row.getLong("reprimand_id"),
        new Reprimand.Case(
            new ReportId(row.getLong("report_id")),
            ClockKind.valueOf(row.getString("kind")),
            row.getTimestamp("due_at").toInstant()));
  }

  private static Reprimand with(Reprimand r, List<Reprimand.Case> cases) {
    return new Reprimand(
        r.id(),
        r.agency(),
        r.level(),
        r.state(),
        r.draftedAt(),
        r.number(),
        r.code(),
        r.issuedAt(),
        r.issuer(),
        r.issuerOffice(),
        r.reason(),
        cases);
  }

  private static Reprimand bare(ResultSet row, int number) throws SQLException {
    @Nullable Timestamp issued = row.getTimestamp("issued_at");
    @Nullable Long office = row.getObject("issuer_office", Long.class);
    return new Reprimand(
        row.getLong("id"),
        new AgencyId(row.getLong("agency_id")),
        row.getInt("level"),
        Reprimand.State.valueOf(row.getString("state")),
        row.getTimestamp("drafted_at").toInstant(),
        row.getString("number"),
        row.getString("code"),
        issued == null ? null : issued.toInstant(),
        row.getString("issuer"),
        office == null ? null : new AgencyId(office),
        row.getString("reason"),
        List.of());
  }
}
