package id.lapor.report;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
  private final InstantSource clock;

  Secrets(Reports reports, ReportStore store, ReportLedger ledger, InstantSource clock) {
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

  /** Gives the report another secret for one an officer has seen; false when none has. */
  @Transactional
  public boolean exchange(ReportId id, AccessSecret fresh, boolean byCode) {
    boolean done =
        reports.command(id, new Command.ExchangeSecret(byCode), new Actor.Reporter())
            instanceof Outcome.Done;
    if (done) {
      ledger.exchangeSecret(id, fresh.hash());
    }
    return done;
  }

  /** Whether this was the report's secret until its reporter took another. */
  public boolean exchanged(Reference reference, AccessSecret secret) {
    Optional<byte[]> former = store.formerSecretHash(reference);
    return former.isPresent() && secret.matches(former.get());
  }
}
