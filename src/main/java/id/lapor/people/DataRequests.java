package id.lapor.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What reporters ask about their own data, as cases with a clock. What can be done at once closes
 * itself; a correction closes when both sides are proven.
 */
@Service
public class DataRequests {

  private static final String SELECT =
      """
      SELECT id, kind, origin, reporter_id, fresh_id, old_proven, old_lost,
        asked_at, due_at, closed_at, outcome, answer
      FROM people_data_request
      """;

  private final JdbcClient jdbc;
  private final Reporters reporters;
  private final Codes codes;
  private final AccountBook book;
  private final InstantSource clock;

  static final String TOTALS =
      """
      SELECT coalesce(sum(asked), 0), coalesce(sum(closed), 0), coalesce(sum(late), 0)
        + (SELECT count(*) FROM people_data_request
           WHERE closed_at IS NULL AND due_at < :now AND (fresh_id IS NULL OR old_lost))
      FROM people_data_request_count
      WHERE day >= :day
      """;

  private static final String COUNT =
      """
      INSERT INTO people_data_request_count (day, asked, closed, late)
      SELECT (asked_at AT TIME ZONE 'UTC')::date,
      """;

  DataRequests(
      JdbcClient jdbc, Reporters reporters, Codes codes, AccountBook book, InstantSource clock) {
    this.jdbc = jdbc;
    this.book = book;
    this.reporters = reporters;
    this.codes = codes;
    this.clock = clock;
  }

  /** Something the reporter asked for and got in this transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void done(DataRequest.Kind kind, ReporterId reporter) {
    long id = add(kind, "PAGE", reporter, null);
    close(id, DataRequest.Outcome.DONE, null, "");
  }

  /** Something that came by letter or telephone; whoever handles it knows whose it is. */
  @Transactional
  public void record(DataRequest.Kind kind, Officer officer) {
    long id = add(kind, "PAPER", null, null);
    write(AccountAct.What.DATA_REQUEST_KEPT, id, kind, officer);
  }

  /** On the trail by its number: whose it is stands nowhere there. */
  private void write(AccountAct.What what, long id, DataRequest.Kind kind, Officer officer) {
    book.write(officer.accountId(), what, officer, id + " " + kind);
  }

  /**
   * The reporter says it right. Where an address changes and one was proven before, one of those
   * has to agree and the new one has to be proven: who only found the secret cannot take a report
   * over. An address nobody ever proved protects nobody, and is corrected at once.
   *
   * @return whether it was done at once
   */
  @Transactional
  public boolean correct(ReporterId reporter, Contact wanted) {
    withdraw(reporter);
    boolean moves = reporters.moves(reporter, wanted);
    if (!moves || !reporters.reach(reporter).proven()) {
      reporters.correct(reporter, wanted);
      done(DataRequest.Kind.CORRECTION, reporter);
      return true;
    }
    ReporterId fresh = reporters.keep(wanted);
    add(DataRequest.Kind.CORRECTION, "PAGE", reporter, fresh);
    return false;
  }

  /** The correction that waits for codes or a decision. */
  public Optional<DataRequest> correction(ReporterId reporter) {
    return jdbc.sql(SELECT + "WHERE reporter_id = ? AND closed_at IS NULL AND kind = 'CORRECTION'")
        .param(reporter.value())
        .query(DataRequests::request)
        .optional();
  }

  /**
   * A code came back.
   *
   * @param old whether it went to an address of before
   * @return false when it was not the code
   */
  @Transactional
  public boolean prove(DataRequest request, boolean old, boolean phone, String code) {
    @Nullable ReporterId whose = old ? request.reporter() : request.fresh();
    if (whose == null || !codes.redeem(whose, phone, code)) {
      return false;
    }
    if (old) {
      jdbc.sql("UPDATE people_data_request SET old_proven = true WHERE id = ?")
          .param(request.id())
          .update();
    }
    held(request.id()).filter(this::complete).ifPresent(r -> apply(r, null, ""));
    return true;
  }

  /** The reporter can no longer read what goes to the old addresses: somebody has to decide. */
  @Transactional
  public void lost(DataRequest request) {
    jdbc.sql(
            """
            UPDATE people_data_request SET old_lost = true
            WHERE id = ? AND closed_at IS NULL AND fresh_id IS NOT NULL AND NOT old_proven
            """)
        .param(request.id())
        .update();
  }

  /** Takes back a correction that is open. */
  @Transactional
  public void withdraw(ReporterId reporter) {
    correction(reporter)
        .flatMap(r -> held(r.id()))
        .ifPresent(r -> end(r, DataRequest.Outcome.WITHDRAWN, null, ""));
  }

  /**
   * Whoever looks after data protection says yes or no.
   *
   * @return false when it is no longer theirs to decide, or the new address is not proven
   */
  @Transactional
  public boolean decide(long id, boolean yes, String answer, Officer officer) {
    @Nullable DataRequest request = held(id).filter(r -> !r.waitsForReporter()).orElse(null);
    if (request == null || (yes && request.fresh() != null && !freshProven(request))) {
      return false;
    }
    if (yes && request.fresh() != null) {
      apply(request, officer, answer);
    } else {
      end(request, yes ? DataRequest.Outcome.DONE : DataRequest.Outcome.REFUSED, officer, answer);
    }
    write(
        yes ? AccountAct.What.DATA_REQUEST_GRANTED : AccountAct.What.DATA_REQUEST_REFUSED,
        id,
        request.kind(),
        officer);
    return true;
  }

  /** Open ones, the most urgent first, at most this many. */
  public List<DataRequest> open(int most) {
    return jdbc.sql(SELECT + "WHERE closed_at IS NULL ORDER BY due_at, id LIMIT ?")
        .param(most)
        .query(DataRequests::request)
        .list();
  }

  /** What this reporter asked for, newest first. */
  public List<DataRequest> of(ReporterId reporter) {
    return jdbc.sql(SELECT + "WHERE reporter_id = ? ORDER BY asked_at DESC, id DESC LIMIT 20")
        .param(reporter.value())
        .query(DataRequests::request)
        .list();
  }

  /**
   * Of all that were asked since the day (UTC) of that moment. Sums days up; of the requests only
   * those are read that are open and late, by people_data_request_open.
   */
  public DataRequest.Totals totals(Instant since) {
    return jdbc.sql(TOTALS)
        .param("now", Timestamp.from(clock.instant()))
        .param("day", LocalDate.ofInstant(since, ZoneOffset.UTC))
        .query((row, _) -> new DataRequest.Totals(row.getLong(1), row.getLong(2), row.getLong(3)))
        .single();
  }

  /** Whether the new side of a correction is proven. */
  public boolean freshProven(DataRequest request) {
    Reporters.Pending p = pending(request);
    return (!p.phone() || p.phoneProven()) && (!p.email() || p.emailProven());
  }

  /** What of a correction is still to be proven. */
  public Reporters.Pending pending(DataRequest request) {
    return request.fresh() == null || request.reporter() == null
        ? new Reporters.Pending(false, false, false, false)
        : reporters.pending(request.reporter(), request.fresh());
  }

  @EventListener
  void on(Reporters.Erased erased) {
    withdraw(erased.reporter());
  }

  /**
   * Ends corrections whose codes never came back, and lets go of the addresses in them; adds up
   * what was counted.
   */
  @Transactional
  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
  public void sweep() {
    jdbc.sql(
            SELECT
                + """
                WHERE closed_at IS NULL AND due_at < ? AND fresh_id IS NOT NULL AND NOT old_lost
                LIMIT 200
                FOR UPDATE SKIP LOCKED
                """)
        .param(Timestamp.from(clock.instant()))
        .query(DataRequests::request)
        .list()
        .forEach(r -> end(r, DataRequest.Outcome.UNPROVEN, null, ""));
    addUp();
  }

  /** Makes one row of each day's counts. */
  private void addUp() {
    jdbc.sql(
            """
            WITH taken AS (
              DELETE FROM people_data_request_count c
              WHERE EXISTS (
                SELECT FROM people_data_request_count o WHERE o.day = c.day AND o.ctid <> c.ctid)
              RETURNING day, asked, closed, late)
            INSERT INTO people_data_request_count (day, asked, closed, late)
            SELECT day, sum(asked), sum(closed), sum(late) FROM taken GROUP BY day
            """)
        .update();
  }

  private boolean complete(DataRequest request) {
    return request.oldProven() && freshProven(request);
  }

  private void apply(DataRequest r, @Nullable Officer officer, String answer) {
    if (r.reporter() != null && r.fresh() != null) {
      close(r.id(), DataRequest.Outcome.DONE, officer, answer);
      reporters.takeOver(r.reporter(), r.fresh(), officer);
    }
  }

  private void end(
      DataRequest r, DataRequest.Outcome outcome, @Nullable Officer officer, String answer) {
    close(r.id(), outcome, officer, answer);
    if (r.fresh() != null) {
      reporters.erase(r.fresh());
    }
  }

  private long add(
      DataRequest.Kind kind,
      String origin,
      @Nullable ReporterId reporter,
      @Nullable ReporterId fresh) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            WITH added AS (
              INSERT INTO people_data_request (kind, origin, reporter_id, fresh_id, asked_at, due_at)
              VALUES (:kind, :origin, :reporter, :fresh, :asked, :due)
              RETURNING id, asked_at),
            counted AS (
            """
                + COUNT
                + """
                  1, 0, 0 FROM added)
                SELECT id FROM added
                """)
        .param("kind", kind.name())
        .param("origin", origin)
        .param("reporter", reporter == null ? null : reporter.value())
        .param("fresh", fresh == null ? null : fresh.value())
        .param("asked", Timestamp.from(now))
        .param("due", Timestamp.from(now.plus(DataRequest.TERM)))
        .query(Long.class)
        .single();
  }

  private void close(
      long id, DataRequest.Outcome outcome, @Nullable Officer officer, String answer) {
    jdbc.sql(
            """
            WITH done AS (
              UPDATE people_data_request
              SET closed_at = :now, outcome = :outcome, decided_by = :by, answer = :answer, fresh_id = NULL
              WHERE id = :id AND closed_at IS NULL
              RETURNING asked_at, due_at, closed_at, outcome)
            """
                + COUNT
                + """
                  0, 1, (outcome <> 'UNPROVEN' AND closed_at > due_at)::int FROM done
                """)
        .param("now", Timestamp.from(clock.instant()))
        .param("outcome", outcome.name())
        .param("by", officer == null ? null : officer.accountId())
        .param("answer", answer)
        .param("id", id)
        .update();
  }

  private Optional<DataRequest> held(long id) {
    return jdbc.sql(SELECT + "WHERE id = ? AND closed_at IS NULL FOR UPDATE")
        .param(id)
        .query(DataRequests::request)
        .optional();
  }

  private static DataRequest request(ResultSet row, int number) throws SQLException {
    @Nullable Long reporter = row.getObject("reporter_id", Long.class);
    @Nullable Long fresh = row.getObject("fresh_id", Long.class);
    @Nullable Timestamp closed = row.getTimestamp("closed_at");
    @Nullable String outcome = row.getString("outcome");
    return new DataRequest(
        row.getLong("id"),
        DataRequest.Kind.valueOf(row.getString("kind")),
        row.getString("origin").equals("PAPER"),
        reporter == null ? null : new ReporterId(reporter),
        fresh == null ? null : new ReporterId(fresh),
        row.getBoolean("old_proven"),
        row.getBoolean("old_lost"),
        row.getTimestamp("asked_at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        closed == null ? null : closed.toInstant(),
        outcome == null ? null : DataRequest.Outcome.valueOf(outcome),
        row.getString("answer"));
  }
}
