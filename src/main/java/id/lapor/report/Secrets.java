package id.lapor.report;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of secrets that officers have seen: it is noted on the report, and the reporter
 * takes another.
 */
@Service
public class Secrets {

  private final Reports reports;
  private final ReportStore store;
  private final ReportLedger ledger;
  private final Bound bound;
  private final InstantSource clock;

  Secrets(
      Reports reports, ReportStore store, ReportLedger ledger, Bound bound, InstantSource clock) {
    this.bound = bound;
    this.reports = reports;
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Notes on each that an officer now sees what opens its reporter's page; once, however often they
   * look.
   */
  @Transactional
  public void shown(Collection<ReportId> ids, Actor.Officer officer) {
    List<Reports.Order> orders =
        reports.lockAll(ids).stream()
            .filter(r -> r.course().secret() == null)
            .map(r -> new Reports.Order(r, new Command.ShowSecret()))
            .toList();
    reports.commandAll(orders, officer, clock.instant());
  }

  /**
   * Gives the report another secret for one an officer has seen; false when none has, or somebody
   * exchanged it meanwhile.
   *
   * @param seen the report as it was when what opens it was shown
   */
  @Transactional
  public boolean exchange(Report seen, AccessSecret fresh, boolean byCode) {
    boolean done =
        reports
                .lock(seen.id())
                .filter(r -> r.course().exchanges() == seen.course().exchanges())
                .isPresent()
            && reports.command(seen.id(), new Command.ExchangeSecret(byCode), new Actor.Reporter())
                instanceof Outcome.Done;
    if (done) {
      ledger.exchangeSecret(seen.id(), bound.hash(Bound.To.of(seen), fresh));
    }
    return done;
  }

  /**
   * When it was exchanged by whoever held it, since a code last proved that this was the reporter;
   * the earliest first.
   */
  public List<Instant> unproven(Report report) {
    List<Instant> times = new ArrayList<>();
    if (report.course().exchanges() > 0) {
      for (Entry entry : reports.history(report.id())) {
        if (entry.event() instanceof Event.SecretExchanged e) {
          if (e.byCode()) {
            times.clear();
          } else {
            times.add(entry.at());
          }
        }
      }
    }
    return times;
  }

  /** Whether this was the report's secret until its reporter took another. */
  public boolean exchanged(Reference reference, AccessSecret secret) {
    return store.formerSecret(reference).filter(k -> bound.matches(k, secret)).isPresent();
  }
}
