package id.lapor.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Officers who stand in for absent ones. A deputy works in the holder's position under a name that
 * tells both, so every trail has both; when the time is over, the next step taken is refused.
 */
@Service
public class Deputies {

  /** Longer absences are for an administrator to fill. */
  static final Duration LONGEST = Duration.ofDays(92);

  private final DeputyStore store;
  private final Accounts accounts;
  private final SecondStep secondStep;
  private final AccountBook book;
  private final InstantSource clock;

  Deputies(
      DeputyStore store,
      Accounts accounts,
      SecondStep secondStep,
      AccountBook book,
      InstantSource clock) {
    this.book = book;
    this.store = store;
    this.accounts = accounts;
    this.secondStep = secondStep;
    this.clock = clock;
  }

  /** Colleagues an officer may name: those of the same office. */
  List<Officer> colleagues(Officer officer) {
    return officer.deputises()
        ? List.of()
        : accounts.of(officer.agencyId()).stream()
            .filter(o -> o.accountId() != officer.accountId())
            .toList();
  }

  /** Deputies the officer has named, now and to come. */
  List<Deputyship> namedBy(Officer officer) {
    return store.live("AND d.holder_id = :who", officer.accountId());
  }

  /** Whom the officer may stand in for right now. */
  List<Deputyship> of(Officer officer) {
    return store.live("AND d.deputy_id = :who AND d.since <= :now", officer.accountId());
  }

  /** In which the officer is either, now and to come. */
  public List<Deputyship> with(Officer officer) {
    return store.live("AND :who IN (d.holder_id, d.deputy_id)", officer.accountId());
  }

  /**
   * Names a colleague for the officer's own position.
   *
   * @return message key of what is wrong; null when it was done
   */
  @Transactional
  @Nullable String name(Officer holder, long deputy, Instant since, Instant until) {
    Instant now = clock.instant();
    Optional<Officer> colleague =
        colleagues(holder).stream().filter(o -> o.accountId() == deputy).findFirst();
    if (colleague.isEmpty()) {
      return "people.notice.deputyNobody";
    }
    if (!since.isBefore(until) || !until.isAfter(now)) {
      return "people.notice.deputyOrder";
    }
    if (Duration.between(since, until).compareTo(LONGEST) > 0) {
      return "people.notice.deputyLong";
    }
    Officer by = colleague.get();
    store.add(
        new Deputyship(
            0,
            holder.accountId(),
            holder.name(),
            by.accountId(),
            by.name(),
            holder.agencyId(),
            holder.role(),
            since.truncatedTo(ChronoUnit.MICROS),
            until.truncatedTo(ChronoUnit.MICROS)),
        holder);
    return null;
  }

  /** Before its time; false when the officer has named no such deputy. */
  @Transactional
  boolean end(Officer holder, long id) {
    return store.end(
            "id = :id AND holder_id = :who", Map.of("id", id, "who", holder.accountId()), holder)
        == 1;
  }

  /** An administrator ends one in which the officer is either; false when there is none such. */
  @Transactional
  public boolean end(Officer officer, long id, Officer administrator) {
    return store.end(
            "id = :id AND :who IN (holder_id, deputy_id)",
            Map.of("id", id, "who", officer.accountId()),
            administrator)
        == 1;
  }

  /**
   * The officer in the other's position; empty when that is not, or not now, theirs to take, or
   * when the position needs a second step the officer has not set up.
   *
   * @param words how "Ayu, deputy of Budi" is said
   */
  Optional<Officer> take(
      Officer officer, long id, java.util.function.BinaryOperator<String> words) {
    return accounts
        .own(officer.accountId())
        .filter(own -> !own.deputises())
        .flatMap(own ->
            of(own).stream()
                .filter(d -> d.id() == id)
                .filter(d -> !secondStep.lacks(own, d.role()) && named(d))
                .findFirst()
                .map(d ->
                    new Officer(
                        own.accountId(),
                        own.login(),
                        words.apply(own.name(), d.holder()),
                        d.agencyId(),
                        d.role(),
                        d.id(),
                        d.holderId())));
  }

  /** Whether the record of the holder's account tells that they sit there, and named them. */
  private boolean named(Deputyship d) {
    return accounts
        .own(d.holderId())
        .filter(h -> h.agencyId() == d.agencyId() && h.role() == d.role())
        .filter(_ -> book.told(d.holderId()).names(d.id()))
        .isPresent();
  }

  /** Whether somebody who stands in may still do so. */
  boolean holds(Officer officer) {
    return of(officer).stream().anyMatch(d -> d.id() == officer.deputyship());
  }
}
