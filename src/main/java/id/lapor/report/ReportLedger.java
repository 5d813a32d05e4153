package id.lapor.report;

import id.lapor.audit.Act;
import id.lapor.audit.Trail;
import id.lapor.evidence.EvidenceId;
import id.lapor.platform.db.Ids;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Writes reports and their journal, one or a thousand the same way: each kind of row in one batch.
 */
@Repository
class ReportLedger {

  /** A report with what is kept beside it and never shown. */
  record NewCase(
      Report report,
      byte @Nullable [] idempotencyHash,
      byte @Nullable [] secretHash,
      @Nullable String externalId) {}

  private final JdbcTemplate jdbc;
  private final Journal journal;
  private final Trail trail;
  private final Ids ids;

  ReportLedger(JdbcTemplate jdbc, Journal journal, Trail trail) {
    this.jdbc = jdbc;
    this.ids = new Ids(jdbc, "report_case_id_seq");
    this.journal = journal;
    this.trail = trail;
  }

  List<ReportId> nextIds(int count) {
    return ids.next(count).stream().map(ReportId::new).toList();
  }

  /**
   * Inserts what is not there yet.
   *
   * @return false when the reference, the key or the foreign number is already taken; nothing is
   *     written then
   */
  boolean insert(NewCase fresh) {
    return jdbc.update(INSERT + " ON CONFLICT DO NOTHING", values(fresh)) == 1;
  }

  void insertAll(List<NewCase> fresh) {
    jdbc.batchUpdate(INSERT, fresh.stream().map(this::values).toList());
  }

  /** Stores reports as they stand after a command on the version before. */
  void update(List<Report> reports) {
    int[] changed =
        jdbc.batchUpdate(
            """
            UPDATE report_case
            SET version = ?, stage = ?, kind = ?, oversight = ?, category = ?, visibility = ?, name_shown = ?,
                public_text = ?, desk_id = ?, merged_into = ?, course = ?::jsonb, changed_at = ?
            WHERE id = ? AND version < ?
            """,
            reports.stream().map(this::changes).toList());
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] != 1) {
        throw new IllegalStateException(
            "Report " + reports.get(i).reference() + " was changed by someone else");
      }
    }
  }

  /** What opens the reporter's page from now on; the one of before is known for what it was. */
  void exchangeSecret(ReportId report, byte[] hash) {
    jdbc.update(
        "UPDATE report_case SET former_secret_hash = secret_hash, secret_hash = ? WHERE id = ?",
        hash,
        report.value());
  }

  private @Nullable Object[] changes(Report report) {
    Matter matter = report.matter();
    @Nullable ReportId into = report.course().mergedInto();
    return new @Nullable Object[] {
      report.version(),
      report.stage().name(),
      matter.kind().name(),
      matter.oversight(),
      matter.category(),
      matter.visibility().name(),
      matter.nameShown(),
      matter.publicText(),
      report.course().desk().value(),
      into == null ? null : into.value(),
      journal.write(report.course()),
      Timestamp.from(report.changedAt()),
      report.id().value(),
      report.version()
    };
  }

  /** When an entry was sent, where that is not when it arrived. */
  void note(ReportId report, int seq, Sent sent) {
    jdbc.update(
        "INSERT INTO report_sent (report_id, seq, over, sent_at, arrived_at) VALUES (?, ?, ?, ?, ?)",
        report.value(),
        seq,
        sent.over().name(),
        Timestamp.from(sent.at()),
        Timestamp.from(sent.arrivedAt()));
  }

  void append(List<Entry> entries) {
    List<Object[]> rows = new ArrayList<>();
    List<Object[]> evidence = new ArrayList<>();
    List<Act> acts = new ArrayList<>();
    for (Entry e : entries) {
      JournalRow row = JournalRow.of(e, journal);
      acts.add(row.act());
      rows.add(row.columns());
      for (EvidenceId file : evidenceOf(e.event())) {
        evidence.add(
            new Object[] {
              e.report().value(), file.value(), e.seq(), e.actor() instanceof Actor.Reporter
            });
      }
    }
    jdbc.batchUpdate(
        "INSERT INTO report_event (report_id, seq, at, kind, actor, body) VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb)",
        rows);
    trail.add(acts);
    jdbc.batchUpdate(
        "INSERT INTO report_evidence (report_id, evidence_id, seq, by_reporter) VALUES (?, ?, ?, ?)",
        evidence);
  }

  /** Brings the agencies' index in line with the reports. */
  void assign(List<Report> reports) {
    List<Object[]> rows = new ArrayList<>();
    List<Object[]> none = new ArrayList<>();
    for (Report r : reports) {
      if (r.stage() == Stage.RECEIVED && r.version() > 1 && r.course().assignments().isEmpty()) {
        none.add(new Object[] {r.id().value()});
      }
      for (Assignment a : r.course().assignments()) {
        rows.add(
            new Object[] {
              r.id().value(),
              a.agency().value(),
              a.lead(),
              a.state().name(),
              r.stage().name(),
              Timestamp.from(r.changedAt())
            });
      }
    }
    if (!none.isEmpty()) {
      jdbc.batchUpdate("DELETE FROM report_assignment WHERE report_id = ?", none);
    }
    jdbc.batchUpdate(
        """
        INSERT INTO report_assignment (report_id, agency_id, lead, state, stage, changed_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (report_id, agency_id) DO UPDATE
        SET lead = excluded.lead, state = excluded.state, stage = excluded.stage, changed_at = excluded.changed_at
        """,
        rows);
  }

  boolean addSupport(ReportId report, byte[] deviceHash) {
    return jdbc.update(
            "INSERT INTO report_support (report_id, device_hash) VALUES (?, ?) ON CONFLICT DO NOTHING",
            report.value(),
            deviceHash)
        == 1;
  }

  static List<EvidenceId> evidenceOf(Event event) {
    return switch (event) {
      case Event.Filed e -> e.evidence();
      case Event.Replied e -> e.evidence();
      case Event.Disputed e -> e.evidence();
      case Event.FollowedUp e -> e.evidence();
      case Event.Answered e -> e.evidence();
      case Event.Wrote e -> e.evidence();
      case Event.Ascribed e -> e.evidence();
      default -> List.of();
    };
  }

  private static final String INSERT =
      """
      INSERT INTO report_case (
        id, reference, version, stage, kind, oversight, category, visibility, name_shown, channel, text, public_text,
        region, latitude, longitude, address, cell, reporter_id, desk_id, course, received_at, changed_at,
        idempotency_hash, secret_hash, external_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
      """;

  private @Nullable Object[] values(NewCase fresh) {
    Report r = fresh.report();
    Matter m = r.matter();
    Place p = m.place();
    return new @Nullable Object[] {
      r.id().value(),
      r.reference().code(),
      r.version(),
      r.stage().name(),
      m.kind().name(),
      m.oversight(),
      m.category(),
      m.visibility().name(),
      m.nameShown(),
      m.channel().name(),
      m.text(),
      m.publicText(),
      p.region(),
      p.latitude(),
      p.longitude(),
      p.address(),
      p.cell(),
      m.reporter() == null ? null : m.reporter().value(),
      r.course().desk().value(),
      journal.write(r.course()),
      Timestamp.from(r.receivedAt()),
      Timestamp.from(r.changedAt()),
      fresh.idempotencyHash(),
      fresh.secretHash(),
      fresh.externalId()
    };
  }
}
