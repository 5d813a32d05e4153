package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * All versions of the rules. A report runs under the version that was valid on the day it was
 * received; a later one reaches it only when it says so.
 */
@Component
@EnableConfigurationProperties(Rules.Choice.class)
class Rules {

  private static final long FRESH_NANOS = 1_000_000_000;

  /**
   * @param profile by which coordinators and agencies are measured; the national admin always by
   *     {@code national}
   */
  @ConfigurationProperties("lapor.clocks")
  record Choice(@DefaultValue("bontang") String profile) {}

  private record Known(List<RuleBook> books, long lookedAt) {}

  private final RuleStore store;
  private final Agencies agencies;
  private final Choice choice;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Known known;

  Rules(RuleStore store, Agencies agencies, Choice choice) {
    this.store = store;
    this.agencies = agencies;
    this.choice = choice;
    if (all().stream().noneMatch(b -> b.profile().equals(choice.profile()))) {
      throw new IllegalArgumentException("There is no clock profile \"" + choice.profile() + "\"");
    }
  }

  /** Every version of every profile, oldest first; at most a second old. */
  List<RuleBook> all() {
    long now = System.nanoTime();
    @Nullable Known seen = known;
    if (seen == null || now - seen.lookedAt() > FRESH_NANOS) {
      long before = changes.get();
      seen = new Known(store.all(), now);
      if (changes.get() == before) {
        known = seen;
      }
    }
    return seen.books();
  }

  /** As they stand in the database this moment. */
  List<RuleBook> fresh() {
    return store.all();
  }

  /** The next to ask reads again. */
  void forget() {
    changes.incrementAndGet();
    known = null;
  }

  /** By which coordinators and agencies are measured. */
  String profile() {
    return choice.profile();
  }

  String profile(AgencyId office) {
    boolean national =
        agencies.find(office).filter(a -> a.type() == Agency.Type.NATIONAL).isPresent();
    return national ? "national" : choice.profile();
  }

  RuleBook of(AgencyId office, Instant received, Instant now) {
    return pick(all(), profile(office), day(office, received), day(office, now));
  }

  RuleBook book(long id) {
    return all().stream()
        .filter(b -> b.id() == id)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("There is no version " + id + " of the rules"));
  }

  /** Pure: which of the versions a report goes by. */
  static RuleBook pick(List<RuleBook> books, String profile, LocalDate received, LocalDate today) {
    return books.stream()
        .filter(b -> b.profile().equals(profile))
        .filter(b -> !b.validFrom().isAfter(b.openToo() ? today : received))
        .max(Comparator.comparing(RuleBook::validFrom).thenComparing(RuleBook::id))
        .orElseThrow(() ->
            new IllegalStateException("No rules of " + profile + " were valid on " + received));
  }

  private LocalDate day(AgencyId office, Instant moment) {
    return LocalDate.ofInstant(moment, agencies.get(office).zone());
  }
}
