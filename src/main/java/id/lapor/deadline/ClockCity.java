package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Role;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A city of nobody, as large as the bench wants it. One real report per agency is filed and
 * forwarded; the rest are copies made in the database. Clocks beyond those that fire or move stand
 * there only to be passed over.
 */
@Component
@Profile("bench")
class ClockCity {

  private static final int REFERENCES_AT_ONCE = 5_000;
  private static final int BARE_AT_ONCE = 250;
  private static final byte[] NOTHING = new byte[32];

  private final Agencies agencies;
  private final Reports reports;
  private final JdbcTemplate jdbc;
  private final JdbcTemplate owner;
  private final TransactionTemplate transaction;
  private AgencyId desk = new AgencyId(0);
  private int size;

  ClockCity(
      Agencies agencies,
      Reports reports,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      @Qualifier("owner") DataSource owner) {
    this.owner = new JdbcTemplate(owner);
    this.transaction = transaction;
    this.agencies = agencies;
    this.reports = reports;
    this.jdbc = jdbc;
  }

  List<AgencyId> build(int count) {
    if (agencies.all().stream().noneMatch(a -> a.type() == Agency.Type.NATIONAL)) {
      agencies.add(draft("PANRB", Agency.Type.NATIONAL, null));
    }
    desk = agencies.add(draft("BENCH", Agency.Type.COORDINATOR, null));
    List<AgencyId> offices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      offices.add(agencies.add(draft("BENCH-" + i, Agency.Type.AGENCY, desk)));
    }
    Actor admin = new Actor.Officer(1, "Bench", desk, Role.COORDINATOR);
    for (AgencyId office : offices) {
      Command forward =
          new Command.Forward(
              office, List.of(), Kind.COMPLAINT, false, null, "Lampu jalan mati", "");
      reports.command(file().id(), forward, admin);
    }
    return offices;
  }

  /** One more report, as a citizen files it. */
  Report file() {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            Visibility.OPEN,
            false,
            Channel.WEB,
            "Lampu jalan mati di depan pasar sejak hari Senin.",
            null,
            new Place(null, null, null, null),
            null);
    String key = "bench:" + UUID.randomUUID();
    AccessSecret secret = AccessSecret.of(key.substring(0, 22).getBytes(StandardCharsets.UTF_8));
    return reports.file(new Submission(key, secret, matter, desk, List.of())).report();
  }

  void fill(ClocksBench.Size size, Instant now, Instant threeDays) {
    this.size = size.due();
    references(3 * size.due() + size.open());
    jdbc.update(
        """
        INSERT INTO report_case (
          reference, version, stage, kind, oversight, visibility, name_shown, channel, text, public_text, desk_id,
          course, received_at, changed_at)
        SELECT fresh.code, t.version, t.stage, t.kind, t.oversight, t.visibility, t.name_shown, t.channel, t.text,
               t.public_text, t.desk_id, t.course, t.received_at, t.changed_at
        FROM bench_reference fresh
        JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS size
              FROM report_case WHERE stage = 'FORWARDED') t
          ON t.n = fresh.n % t.size + 1
        """);
    onRecord();
    Timestamp start = Timestamp.from(now);
    for (Group group : Group.values()) {
      clocks(group, size.due(), start, Timestamp.from(threeDays));
    }
    jdbc.update(
        """
        INSERT INTO deadline_clock (
          report_id, office_id, kind, rules_id, budget_s, started_at, due_at, fires_at, state)
        SELECT -n, 1, 'PROMISE', 2, 0, ?, far.at, far.at, 'RUNNING'
        FROM generate_series(1, ?) AS n
        CROSS JOIN LATERAL (SELECT ?::timestamptz + n % 10000 * interval '1 hour' + interval '2 days' AS at) far
        """,
        start, Math.max(0, size.running() - 3 * size.due() - size.open()), start);
    jdbc.update(
        """
        INSERT INTO deadline_run (clock_id, since, cause)
        SELECT id, started_at, 'Forwarded' FROM deadline_clock
        ON CONFLICT DO NOTHING
        """);
  }

  /** The copies' last acts as the trail would have them, and the copies that anybody sees. */
  private void onRecord() {
    jdbc.update(
        """
        INSERT INTO audit_key (stream, subject, key)
        SELECT 'report', r.id, sha256(c.code::bytea)
        FROM bench_reference c JOIN report_case r ON r.reference = c.code
        """);
    jdbc.update(
        """
        INSERT INTO audit_leaf (stream, subject, seq, erased, commitment, chain, mark)
        SELECT 'report', r.id, r.version, false, sha256(c.code::bytea), sha256(c.code::bytea), sha256(c.code::bytea)
        FROM bench_reference c JOIN report_case r ON r.reference = c.code
        """);
    jdbc.update(
        """
        INSERT INTO publication_report (
          report_id, reference, stage, kind, agency_id, text, supporters, received_at, changed_at, desk_id)
        SELECT r.id, r.reference, r.stage, r.kind, (r.course -> 'assignments' -> 0 -> 'agency' ->> 'value')::bigint,
               r.public_text, 0, r.received_at, r.changed_at, r.desk_id
        FROM bench_reference c JOIN report_case r ON r.reference = c.code
        """);
  }

  /** What the copied reports are for; the first groups are of one size, the last is the rest. */
  enum Group {
    BARE,
    STOPPED,
    STEADY,
    OPEN;

    private String numbers(int size) {
      return this == OPEN
          ? "c.n >= " + 3 * size
          : "c.n BETWEEN %d AND %d".formatted(ordinal() * size, (ordinal() + 1) * size - 1);
    }
  }

  /** First answers of a group; only those to be moved by the decree are looked at before. */
  private void clocks(Group group, int size, Timestamp start, Timestamp due) {
    jdbc.update(
        """
        INSERT INTO deadline_clock (
          report_id, office_id, kind, rules_id, term, unit, budget_s, started_at, due_at, fires_at, state)
        SELECT r.id, (r.course -> 'assignments' -> 0 -> 'agency' ->> 'value')::bigint, 'FIRST_ANSWER', 2,
               'FIRST_ANSWER', 'WORKING_DAYS', 3 * 86400, ?, ?, CASE WHEN ? THEN ?::timestamptz END, 'RUNNING'
        FROM bench_reference c
        JOIN report_case r ON r.reference = c.code
        WHERE
        """
            + group.numbers(size),
        start,
        due,
        group == Group.OPEN,
        due);
    jdbc.update(
        """
        UPDATE bench_reference c SET clock_id = k.id
        FROM report_case r JOIN deadline_clock k ON k.report_id = r.id AND k.kind = 'FIRST_ANSWER'
        WHERE r.reference = c.code AND c.clock_id IS NULL
        """);
  }

  /** Lets the clocks of a group end one after the other within a while. */
  void arm(Group group, Instant first, Duration within) {
    double each = within.toMillis() / 1_000.0 / size;
    jdbc.update(
        """
        UPDATE deadline_clock k SET due_at = m.at, fires_at = m.at
        FROM (SELECT clock_id, ?::timestamptz + (c.n - ?) * ? * interval '1 second' AS at FROM bench_reference c WHERE
        """
            + group.numbers(size)
            + ") m WHERE k.id = m.clock_id",
        Timestamp.from(first),
        group.ordinal() * size,
        each);
  }

  /**
   * The rows without which no step is on record, written in batches by plain JDBC, no listener told
   * and nothing decided: nothing in this house can be faster.
   *
   * @return steps a second
   */
  double bareSteps(int count) {
    List<Copy> copies =
        jdbc.query(
            "SELECT c.clock_id, r.id, r.version FROM bench_reference c JOIN report_case r"
                + " ON r.reference = c.code WHERE "
                + Group.BARE.numbers(size),
            (row, _) -> new Copy(row.getLong(1), row.getLong(2), row.getLong(3) + 1));
    long start = System.nanoTime();
    for (int from = 0; from < count; from += BARE_AT_ONCE) {
      List<Copy> some = copies.subList(from, Math.min(count, from + BARE_AT_ONCE));
      transaction.executeWithoutResult(_ -> bare(some));
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  /**
   * @param version the next
   */
  private record Copy(long clock, long report, long version) {}

  private void bare(List<Copy> copies) {
    write(
        "UPDATE deadline_clock SET step = 1, breached_at = due_at WHERE id = ?",
        copies,
        c -> new Object[] {c.clock()});
    write(
        "INSERT INTO deadline_step (clock_id, step, due_at, fired_at, late) VALUES (?, 0, 'epoch', now(), false)",
        copies,
        c -> new Object[] {c.clock()});
    write(
        "UPDATE report_case SET version = ?, changed_at = now() WHERE id = ?",
        copies,
        c -> new Object[] {c.version(), c.report()});
    write(
        "UPDATE publication_report SET overdue = true, changed_at = now() WHERE report_id = ?",
        copies,
        c -> new Object[] {c.report()});
    write(
        "INSERT INTO report_event (report_id, seq, at, kind, actor, body) VALUES (?, ?, now(), 'Escalated', '{}', '{}')",
        copies,
        c -> new Object[] {c.report(), c.version()});
    write(
        "INSERT INTO audit_leaf (stream, subject, seq, erased, commitment, chain, mark)"
            + " VALUES ('report', ?, ?, false, sha256(?), sha256(?), sha256(?))",
        copies,
        c -> new Object[] {c.report(), c.version(), NOTHING, NOTHING, NOTHING});
  }

  private void write(String sql, List<Copy> copies, Function<Copy, Object[]> values) {
    jdbc.batchUpdate(sql, copies.stream().map(values).toList());
  }

  private void references(int count) {
    owner.execute(
        """
        CREATE TABLE bench_reference (n integer PRIMARY KEY, code text NOT NULL UNIQUE, clock_id bigint);
        GRANT ALL ON bench_reference TO PUBLIC
        """);
    Random random = new Random(1708);
    List<Object[]> rows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      rows.add(new Object[] {n, Reference.random(random).code()});
      if (rows.size() == REFERENCES_AT_ONCE || n == count - 1) {
        jdbc.batchUpdate("INSERT INTO bench_reference (n, code) VALUES (?, ?)", rows);
        rows.clear();
      }
    }
  }

  private static Agencies.Draft draft(String code, Agency.Type type, @Nullable AgencyId parent) {
    return new Agencies.Draft(code, code, type, parent, ZoneId.of("Asia/Makassar"), null, "Kepala");
  }
}
