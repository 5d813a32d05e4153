package id.lapor.people;

import id.lapor.platform.db.OneByOne;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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

  private final JdbcClient jdbc;
  private final DataRequestStore store;
  private final Reporters reporters;
  private final Codes codes;
  private final Accounts accounts;
  private final AccountBook book;
  private final LostAddresses lost;
  private final DataRequestCounts counts;
  private final OneByOne oneByOne;
  private final ApplicationEventPublisher listeners;
  private final InstantSource clock;

  DataRequests(
      JdbcClient jdbc,
      DataRequestStore store,
      Reporters reporters,
      Codes codes,
      Accounts accounts,
      AccountBook book,
      LostAddresses lost,
      DataRequestCounts counts,
      OneByOne oneByOne,
      ApplicationEventPublisher listeners,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.accounts = accounts;
    this.book = book;
    this.lost = lost;
    this.counts = counts;
    this.oneByOne = oneByOne;
    this.listeners = listeners;
    this.reporters = reporters;
    this.codes = codes;
    this.clock = clock;
  }

  /** Something the reporter asked for and got in this transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void done(DataRequest.Kind kind, ReporterId reporter) {
    long id = store.add(kind, "PAGE", reporter, null);
    store.close(id, DataRequest.Outcome.DONE, null, "");
  }

  /**
   * Something that came by letter or telephone; whoever handles it knows whose it is.
   *
   * @param reporter with whom it then stands, null when it names none of their reports
   */
  @Transactional
  public void record(DataRequest.Kind kind, @Nullable ReporterId reporter, Officer officer) {
    long id = store.add(kind, "PAPER", reporter, null);
    // on the trail by its number: whose it is stands nowhere there
    book.write(officer.accountId(), AccountAct.What.DATA_REQUEST_KEPT, officer, id + " " + kind);
  }

  /**
   * The reporter says it right. Where an address was proven before, one of those has to agree, and
   * a new one has to be proven: who only found the secret takes no report over and puts no other
   * name on it. An address nobody ever proved protects nobody; then it is corrected at once.
   *
   * @return whether it was done at once
   */
  @Transactional
  public boolean correct(ReporterId reporter, Contact wanted) {
    withdraw(reporter); // from here on one at a time
    boolean changes = reporters.changes(reporter, wanted);
    if (!changes || !reporters.reach(reporter).proven()) {
      reporters.correct(reporter, wanted);
      done(DataRequest.Kind.CORRECTION, reporter);
      return true;
    }
    ReporterId fresh = reporters.keep(wanted);
    store.add(DataRequest.Kind.CORRECTION, "PAGE", reporter, fresh);
    return false;
  }

  /** The correction that waits for codes or a decision. */
  public Optional<DataRequest> correction(ReporterId reporter) {
    return store
        .all("reporter_id = ? AND closed_at IS NULL AND fresh_id IS NOT NULL", reporter.value())
        .stream()
        .findFirst();
  }

  /**
   * A code came back.
   *
   * @param old whether it went to an address of before
   * @return false when it was not the code
   */
  @Transactional
  public boolean prove(DataRequest request, boolean old, boolean phone, String code) {
    hold(request);
    @Nullable ReporterId whose = old ? request.reporter() : request.fresh();
    Optional<DataRequest> open = store.held(request.id()).filter(store::written);
    if (whose == null || open.isEmpty() || !codes.redeem(whose, phone, code)) {
      return false;
    }
    if (old) {
      open.ifPresent(store::agreed);
    }
    store
        .held(request.id())
        .filter(r -> r.oldProven() && freshProven(r))
        .ifPresent(r -> apply(r, null, ""));
    return true;
  }

  /**
   * The reporter can no longer read what goes to the old addresses: somebody has to decide. Those
   * addresses are told at once.
   */
  @Transactional
  public void lost(DataRequest request) {
    int said =
        jdbc.sql(
                """
                UPDATE people_data_request SET old_lost = true
                WHERE id = ? AND closed_at IS NULL AND fresh_id IS NOT NULL
                  AND NOT old_proven AND NOT old_lost
                """)
            .param(request.id())
            .update();
    if (said == 1) {
      lost.said(request);
    }
  }

  /**
   * Whoever still reads an address that was said to be lost stops the change.
   *
   * @return false when the code is none, or there is nothing left to stop
   */
  @Transactional
  public boolean object(String code) {
    OptionalLong id = lost.request(code);
    Optional<DataRequest> request =
        id.isEmpty() ? Optional.empty() : heldWithReporter(id.getAsLong());
    request.ifPresent(r -> end(r, DataRequest.Outcome.OBJECTED, null, r.answer()));
    return request.isPresent();
  }

  /** Takes back a correction that is open. */
  @Transactional
  public void withdraw(ReporterId reporter) {
    reporters.holdToLetGo(reporter);
    correction(reporter)
        .flatMap(r -> store.held(r.id()))
        .ifPresent(r -> end(r, DataRequest.Outcome.WITHDRAWN, null, r.answer()));
  }

  /**
   * Whoever looks after data protection says yes or no. A yes to who can no longer read the old
   * address takes effect {@link DataRequest#OBJECTION} later.
   *
   * @return false when it is no longer theirs to decide, or the new address is not proven
   */
  @Transactional
  public boolean decide(long id, boolean yes, String answer, Officer officer) {
    @Nullable DataRequest request =
        heldWithReporter(id)
            .filter(r -> !r.waitsForReporter() && r.grantedAt() == null)
            .orElse(null);
    if (request == null || (yes && request.fresh() != null && !freshProven(request))) {
      return false;
    }
    if (yes && request.fresh() != null) {
      grant(request, officer, answer);
    } else {
      end(request, yes ? DataRequest.Outcome.DONE : DataRequest.Outcome.REFUSED, officer, answer);
    }
    book.write(
        officer.accountId(),
        yes ? AccountAct.What.DATA_REQUEST_GRANTED : AccountAct.What.DATA_REQUEST_REFUSED,
        officer,
        id + " " + request.kind());
    return true;
  }

  private void grant(DataRequest request, Officer officer, String answer) {
    Instant now = clock.instant();
    jdbc.sql(
            "UPDATE people_data_request SET granted_at = ?, decided_by = ?, answer = ? WHERE id = ?")
        .params(Timestamp.from(now), officer.accountId(), answer, request.id())
        .update();
    lost.granted(request, now.plus(DataRequest.OBJECTION));
  }

  /** Open ones, the most urgent first, at most this many. */
  public List<DataRequest> open(int most) {
    return store.all("closed_at IS NULL ORDER BY due_at, id LIMIT ?", most);
  }

  /** What this reporter asked for, newest first. */
  public List<DataRequest> of(ReporterId reporter) {
    return store.all("reporter_id = ? ORDER BY asked_at DESC, id DESC LIMIT 20", reporter.value());
  }

  /** Of all that were asked since the day (UTC) of that moment. */
  public DataRequest.Totals totals(Instant since) {
    return counts.since(since);
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

  /** With a reporter goes what a correction would make of them. */
  @EventListener
  void on(Reporters.Leaving leaving) {
    List<ReporterId> along =
        leaving.reporters().stream()
            .flatMap(r -> correction(r).stream())
            .flatMap(r -> Stream.ofNullable(r.fresh()))
            .filter(fresh -> !leaving.reporters().contains(fresh))
            .toList();
    if (!along.isEmpty()) {
      listeners.publishEvent(new Reporters.Leaving(along));
    }
  }

  @EventListener
  void on(Reporters.Erased erased) {
    withdraw(erased.reporter());
  }

  /**
   * Ends corrections whose codes never came back, and lets go of the addresses in them; has those
   * take effect that were granted and that nobody objected to; reminds of those that wait for
   * somebody here; adds up what was counted.
   */
  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
  public void sweep() {
    Instant now = clock.instant();
    oneByOne.each(
        "Ending a correction nobody proved", store.unproven(now), id -> endUnproven(id, now));
    oneByOne.each(
        "Correcting as was granted",
        store.granted(now.minus(DataRequest.OBJECTION)),
        this::takeEffect);
    oneByOne.each(
        "Telling of requests with a day left",
        List.of(now.plus(DataRequest.REMINDED)),
        before -> {
          int nearing = store.remind(before, now);
          if (nearing > 0) {
            listeners.publishEvent(new Nearing(nearing));
          }
        });
    counts.addUp();
  }

  /**
   * Requests that have a day left and nobody decided on; each is told of once.
   *
   * @param count how many
   */
  public record Nearing(int count) {}

  private void endUnproven(long id, Instant now) {
    heldWithReporter(id)
        .filter(r -> r.waitsForReporter() && r.dueAt().isBefore(now))
        .ifPresent(r -> end(r, DataRequest.Outcome.UNPROVEN, null, ""));
  }

  private void takeEffect(long id) {
    heldWithReporter(id)
        .filter(r -> store.grantedInTime(r) && freshProven(r))
        .ifPresent(r ->
            apply(
                r,
                Optional.ofNullable(r.decidedBy()).flatMap(accounts::findEver).orElse(null),
                r.answer()));
  }

  private void apply(DataRequest r, @Nullable Officer officer, String answer) {
    if (r.reporter() != null && r.fresh() != null && store.written(r)) {
      store.close(r.id(), DataRequest.Outcome.DONE, officer, answer);
      reporters.takeOver(r.reporter(), r.fresh(), officer);
    }
  }

  private void end(
      DataRequest r, DataRequest.Outcome outcome, @Nullable Officer officer, String answer) {
    boolean written = r.fresh() != null && store.written(r); // before it is closed
    store.close(r.id(), outcome, officer, answer);
    if (r.fresh() != null && written) {
      reporters.erase(r.fresh());
    }
  }

  /** Who changes an identity holds its row first, then the request. */
  private Optional<DataRequest> heldWithReporter(long id) {
    store.all("id = ? AND closed_at IS NULL", id).stream().findFirst().ifPresent(this::hold);
    return store.held(id);
  }

  private void hold(DataRequest request) {
    if (request.reporter() != null) {
      reporters.holdToLetGo(request.reporter());
    }
  }
}
