package id.lapor.channel.x;

import id.lapor.channel.Alarm;
import id.lapor.channel.Lines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches mentions, one server at a time, also those X brings by itself: so nothing that came while
 * a door was shut is missing. How far it is moves on in the transaction that keeps the posts.
 */
@Component
@ConditionalOnProperty("lapor.x.account")
class XPoller {

  private static final Logger log = LoggerFactory.getLogger(XPoller.class);

  /** So much longer than between two looks, before another server takes over. */
  private static final Duration HELD = Duration.ofMinutes(1);

  private static final int PAGE = 100;

  private final XSettings settings;
  private final XApi api;
  private final XIntake intake;
  private final Far far;
  private final Lines lines;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final UUID me = UUID.randomUUID();

  XPoller(
      XSettings settings,
      XApi api,
      XIntake intake,
      Far far,
      Lines lines,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.settings = settings;
    this.api = api;
    this.intake = intake;
    this.far = far;
    this.lines = lines;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** How far one is and may go. */
  @Component
  record Far(
      SweepStore sweeps, Budget budget, Pauses pauses, ApplicationEventPublisher listeners) {}

  @Scheduled(fixedDelayString = "${lapor.x.poll:PT2M}", initialDelayString = "PT5S")
  void round() {
    try {
      look();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Posts could not be kept, trying again: {}", e.getMessage());
    } catch (XRefused e) {
      log.warn("Posts could not be fetched, trying again: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("Posts could not be fetched, trying again", e);
      lines.ill(Lines.X, Lines.Trouble.BROKEN);
    }
  }

  /** Fetches whatever is new. */
  void look() {
    if (!hold()) {
      return;
    }
    try {
      sources().forEach(this::sweep);
      if (far.pauses().forbidden()) {
        lines.ill(Lines.X, Lines.Trouble.LOGIN);
      } else {
        lines.well(Lines.X);
      }
    } catch (XRefused e) {
      trouble(e);
      throw e;
    }
  }

  private List<Reading.Source> sources() {
    return Stream.of(Reading.Source.values())
        .filter(s -> s == Reading.Source.MENTIONS || !settings.search().isBlank())
        .toList();
  }

  private boolean hold() {
    return lines.hold(Lines.X, me, settings.poll().plus(HELD));
  }

  /** To wait because X asks for it is no trouble: it says when to come again. */
  private void trouble(XRefused e) {
    switch (e.why()) {
      case LIMITED -> log.debug("X asked to wait until {}", e.until());
      case DAY -> lines.ill(Lines.X, Lines.Trouble.DAY);
      case CAPPED -> lines.ill(Lines.X, Lines.Trouble.CAPPED);
      case LOGIN -> lines.ill(Lines.X, Lines.Trouble.LOGIN);
      case AWAY -> lines.ill(Lines.X, Lines.Trouble.AWAY);
      case UNSAFE -> lines.ill(Lines.X, Lines.Trouble.UNSAFE);
      case BROKEN, WRITTEN_ALREADY, HOPELESS -> lines.ill(Lines.X, Lines.Trouble.BROKEN);
    }
  }

  private void sweep(Reading.Source source) {
    Sweep begun = far.sweeps().of(source, clock.instant());
    Sweep sweep = begun;
    @Nullable String next = null;
    do {
      Listing page = page(begun, next);
      Sweep on = sweep.with(page);
      transaction.executeWithoutResult(_ -> {
        intake.takeAll(page.posts());
        far.sweeps().keep(on);
      });
      sweep = on;
      next = page.next();
    } while (next != null && hold());
    if (next == null) {
      end(sweep);
    }
  }

  private Listing page(Sweep sweep, @Nullable String next) {
    Budget.Aside aside =
        far.budget()
            .setAside(XApi.Deed.READ, sweep.source().least(), PAGE)
            .orElseThrow(() -> spent(sweep.source().least()));
    int read = 0;
    try {
      Listing page = api.list(sweep.reading(aside.posts(), next, clock.instant()));
      read = page.posts().size();
      return page;
    } finally {
      far.budget().used(aside, read);
    }
  }

  private XRefused spent(int least) {
    return far.budget().leavesReading(least)
        ? new XRefused(XRefused.Why.DAY, "What may be read today is read")
        : new XRefused(XRefused.Why.CAPPED, "What may be spent this month is spent");
  }

  private void end(Sweep sweep) {
    Instant now = clock.instant();
    transaction.executeWithoutResult(_ -> {
      sweep
          .gap(now)
          .ifPresent(gap -> {
            log.warn("Posts between {} and {} may be missing", gap.from(), gap.to());
            far.sweeps().add(sweep.source(), gap, now);
            far.listeners().publishEvent(new Alarm(Lines.X, Alarm.Cause.GAP, gap.from(), false));
          });
      far.sweeps().keep(sweep.over(now));
    });
  }
}
