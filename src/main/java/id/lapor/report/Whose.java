package id.lapor.report;

import id.lapor.audit.Trail;
import id.lapor.people.Contact;
import id.lapor.people.Look;
import id.lapor.people.Reported;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose a report is and who may know it, by its history on the trail: its row is changed by anybody
 * who writes to the database. The one way from a report to who its reporter is.
 */
@Component
public class Whose implements Reported {

  private static final Logger log = LoggerFactory.getLogger(Whose.class);

  private final JdbcClient jdbc;
  private final ReportStore store;
  private final Journal journal;
  private final Trail trail;
  private final Reporters reporters;

  Whose(JdbcClient jdbc, ReportStore store, Journal journal, Trail trail, Reporters reporters) {
    this.jdbc = jdbc;
    this.store = store;
    this.journal = journal;
    this.trail = trail;
    this.reporters = reporters;
  }

  /**
   * Whether the history says the same as this report of its reporter, who may see it, where it lies
   * and lay, and who has seen what opens it. Only then may anything be done with the identity.
   */
  public boolean sure(Report report) {
    List<JournalRow> rows = JournalRow.of(jdbc, report.id());
    boolean sure =
        IntStream.range(0, rows.size()).allMatch(i -> rows.get(i).seq() == i + 1)
            && trail.holds(rows.stream().map(JournalRow::act).toList())
            && Told.by(rows, journal).filter(t -> t.decides(report)).isPresent();
    if (!sure) {
      log.warn(
          "report_case {} is not what its history says, see ./lapor verify: its reporter is shown to nobody",
          report.id().value());
    }
    return sure;
  }

  /** By what number who reported it is known; none where that is not {@link #sure}. */
  public Optional<ReporterId> reporter(Report report) {
    return Optional.ofNullable(report.matter().reporter()).filter(_ -> sure(report));
  }

  /** Who reported it; nobody where that is not {@link #sure}. */
  @Transactional
  public Optional<Contact> look(Report report, Look look) {
    return reporter(report).flatMap(r -> reporters.look(r, look));
  }

  @Override
  public boolean number(String typed) {
    return Reference.parse(typed).isPresent();
  }

  @Override
  public Optional<ReporterId> by(String number) {
    return Reference.parse(number).flatMap(store::find).flatMap(this::reporter);
  }
}
