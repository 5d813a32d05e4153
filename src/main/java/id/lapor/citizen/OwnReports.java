package id.lapor.citizen;

import id.lapor.audit.Check;
import id.lapor.audit.Verdict;
import id.lapor.people.Member;
import id.lapor.people.Members;
import id.lapor.people.ReporterId;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which reports an account holds, so that each opens without its secret. Nobody in office ever sees
 * this, and the database alone does not tell it. What an account took by a secret that was
 * exchanged since, it holds no more, nor what has another reporter than when it took it.
 */
@Repository
class OwnReports implements Check {

  private static final String ADDRESS = "citizen_own_report/sealed/";

  static final int A_SHEET = 20;

  private static final int CHECKED_AT_ONCE = 500;

  private static final long NOBODY = 0;

  /** Rows of before do not say who reported it, and open nothing. */
  private static final long UNTOLD = -1;

  private final JdbcClient jdbc;
  private final InstallationKey key;
  private final Reports reports;

  OwnReports(JdbcClient jdbc, InstallationKey key, Reports reports) {
    this.jdbc = jdbc;
    this.key = key;
    this.reports = reports;
  }

  void keep(Member member, Report report) {
    byte[] held =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Long.BYTES)
            .putLong(report.id().value())
            .putInt(report.course().exchanges())
            .putLong(behind(report))
            .array();
    jdbc.sql(
            """
            INSERT INTO citizen_own_report (mark, member_id, sealed) VALUES (?, ?, ?)
            ON CONFLICT (mark) DO UPDATE SET sealed = excluded.sealed
            """)
        .params(
            mark(member, report.reference()),
            member.id(),
            seal(member).close(held, ADDRESS + member.id()))
        .update();
  }

  void drop(Member member, Reference reference) {
    jdbc.sql("DELETE FROM citizen_own_report WHERE mark = ?")
        .param(mark(member, reference))
        .update();
  }

  /** Unknown reports and those of others look and take alike: neither has a mark. */
  Optional<Report> find(Member member, Reference reference) {
    return jdbc.sql("SELECT sealed FROM citizen_own_report WHERE mark = ?")
        .param(mark(member, reference))
        .query(byte[].class)
        .optional()
        .map(sealed -> opened(seal(member), member, sealed))
        .flatMap(kept -> reports.find(kept.report()).filter(kept::opens));
  }

  /**
   * Newest first, {@value #A_SHEET} at a time. Only their numbers are opened for all of them,
   * because the database must not know an order.
   *
   * @param sheet the first is 1
   */
  OwnSheet of(Member member, int sheet) {
    Map<ReportId, Kept> held = held(member);
    long before = (Math.max(1, sheet) - 1L) * A_SHEET;
    List<ReportId> ids =
        held.keySet().stream()
            .sorted(Comparator.comparing(ReportId::value).reversed())
            .skip(before)
            .limit(A_SHEET)
            .toList();
    return new OwnSheet(opened(held, ids), held.size() > before + A_SHEET);
  }

  /** All that open. */
  List<Report> all(Member member) {
    Map<ReportId, Kept> held = held(member);
    return opened(held, List.copyOf(held.keySet()));
  }

  private Map<ReportId, Kept> held(Member member) {
    Seal seal = seal(member);
    return jdbc
        .sql("SELECT sealed FROM citizen_own_report WHERE member_id = ?")
        .param(member.id())
        .query(byte[].class)
        .list()
        .stream()
        .map(sealed -> opened(seal, member, sealed))
        .collect(Collectors.toMap(Kept::report, Function.identity()));
  }

  private List<Report> opened(Map<ReportId, Kept> held, List<ReportId> ids) {
    return reports.all(ids).stream()
        .filter(r -> Objects.requireNonNull(held.get(r.id())).opens(r))
        .toList();
  }

  /**
   * What lies sealed.
   *
   * @param exchanges how often what opens it had been exchanged
   * @param reporter number of who reported it
   */
  private record Kept(ReportId report, int exchanges, long reporter) {

    boolean opens(Report now) {
      return exchanges == now.course().exchanges() && reporter == behind(now);
    }
  }

  /** Who reported it; {@value #NOBODY} when nobody is known. */
  private static long behind(Report report) {
    @Nullable ReporterId reporter = report.matter().reporter();
    return reporter == null ? NOBODY : reporter.value();
  }

  private record Held(byte[] mark, Member member, byte[] sealed) {}

  /** Every row opens for its account and for no other, and is found by the report in it. */
  @Override
  public Optional<Verdict.Finding> look() {
    byte[] after = {};
    Optional<Verdict.Finding> wrong = Optional.empty();
    boolean more = true;
    while (more && wrong.isEmpty()) {
      List<Held> sheet =
          jdbc.sql(
                  """
                  SELECT mark, member_id, sealed FROM citizen_own_report
                  WHERE mark > ?
                  ORDER BY mark
                  LIMIT ?
                  """)
              .params(after, CHECKED_AT_ONCE)
              .query((row, _) ->
                  new Held(row.getBytes(1), new Member(row.getLong(2)), row.getBytes(3)))
              .list();
      wrong = sheet.stream().filter(h -> !sound(h)).findFirst().map(OwnReports::finding);
      more = sheet.size() == CHECKED_AT_ONCE;
      after = sheet.isEmpty() ? after : sheet.getLast().mark();
    }
    return wrong;
  }

  private boolean sound(Held held) {
    try {
      return reports
          .find(opened(seal(held.member()), held.member(), held.sealed()).report())
          .filter(r -> Arrays.equals(mark(held.member(), r.reference()), held.mark()))
          .isPresent();
    } catch (Seal.Broken e) {
      return false;
    }
  }

  /** Says whose account it is, and not which report. */
  private static Verdict.Finding finding(Held held) {
    return new Verdict.Finding(
        "citizen_own_report of account " + held.member().id(),
        "A row was changed or exchanged: it does not open there, or is found by another report.");
  }

  @EventListener
  void on(Members.Closed closed) {
    jdbc.sql("DELETE FROM citizen_own_report WHERE member_id = ?")
        .param(closed.member().id())
        .update();
  }

  private static Kept opened(Seal seal, Member member, byte[] sealed) {
    ByteBuffer held = ByteBuffer.wrap(seal.open(sealed, ADDRESS + member.id()));
    ReportId report = new ReportId(held.getLong());
    int exchanges = held.getInt();
    return new Kept(report, exchanges, held.hasRemaining() ? held.getLong() : UNTOLD);
  }

  private Seal seal(Member member) {
    return new Seal(KeyRing.of(1, key.derive("own-reports", Long.toString(member.id()))));
  }

  private byte[] mark(Member member, Reference reference) {
    return key.derive("own-report", member.id() + "/" + reference.code());
  }
}
