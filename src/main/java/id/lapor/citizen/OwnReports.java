package id.lapor.citizen;

import id.lapor.people.Member;
import id.lapor.people.Members;
import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.ReportId;
import id.lapor.report.Reports;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which reports an account holds, so that each opens without its secret. Nobody in office ever sees
 * this, and the database alone does not tell it.
 */
@Repository
class OwnReports {

  private static final String ADDRESS = "citizen_own_report/sealed/";

  static final int A_SHEET = 20;

  private final JdbcClient jdbc;
  private final InstallationKey key;
  private final Reports reports;

  OwnReports(JdbcClient jdbc, InstallationKey key, Reports reports) {
    this.jdbc = jdbc;
    this.key = key;
    this.reports = reports;
  }

  void keep(Member member, Report report) {
    byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(report.id().value()).array();
    jdbc.sql(
            """
            INSERT INTO citizen_own_report (mark, member_id, sealed) VALUES (?, ?, ?)
            ON CONFLICT (mark) DO NOTHING
            """)
        .params(
            mark(member, report.reference()),
            member.id(),
            seal(member).close(id, ADDRESS + member.id()))
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
        .flatMap(sealed -> reports.find(opened(seal(member), member, sealed)));
  }

  /**
   * Newest first, {@value #A_SHEET} at a time. Only their numbers are opened for all of them,
   * because the database must not know an order.
   *
   * @param sheet the first is 1
   */
  OwnSheet of(Member member, int sheet) {
    Seal seal = seal(member);
    List<ReportId> ids =
        jdbc
            .sql("SELECT sealed FROM citizen_own_report WHERE member_id = ?")
            .param(member.id())
            .query(byte[].class)
            .list()
            .stream()
            .map(sealed -> opened(seal, member, sealed))
            .sorted(Comparator.comparing(ReportId::value).reversed())
            .toList();
    long before = (Math.max(1, sheet) - 1L) * A_SHEET;
    return new OwnSheet(
        reports.all(ids.stream().skip(before).limit(A_SHEET).toList()),
        ids.size() > before + A_SHEET);
  }

  @EventListener
  void on(Members.Closed closed) {
    jdbc.sql("DELETE FROM citizen_own_report WHERE member_id = ?")
        .param(closed.member().id())
        .update();
  }

  private static ReportId opened(Seal seal, Member member, byte[] sealed) {
    return new ReportId(ByteBuffer.wrap(seal.open(sealed, ADDRESS + member.id())).getLong());
  }

  private Seal seal(Member member) {
    return new Seal(KeyRing.of(1, key.derive("own-reports", Long.toString(member.id()))));
  }

  private byte[] mark(Member member, Reference reference) {
    return key.derive("own-report", member.id() + "/" + reference.code());
  }
}
