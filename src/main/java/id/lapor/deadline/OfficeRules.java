package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;

/** By which rules each office is measured, for everyone to read. */
@Service
public class OfficeRules {

  private final Rules rules;
  private final InstantSource clock;

  OfficeRules(Rules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Beside which every other version is put: the national one as it was shipped. */
  public RuleBook national() {
    return national(rules.all());
  }

  static RuleBook national(List<RuleBook> books) {
    return books.stream()
        .filter(b -> b.profile().equals("national"))
        .min(Comparator.comparing(RuleBook::id))
        .orElseThrow(() -> new IllegalStateException("There are no national rules"));
  }

  /** The version that holds for what an office receives today, and those that are to come. */
  public List<Looser> of(AgencyId office) {
    RuleBook now = rules.of(office, clock.instant(), clock.instant());
    return rules.all().stream()
        .filter(b -> b.profile().equals(now.profile()))
        .filter(b -> b.id() == now.id() || b.validFrom().isAfter(now.validFrom()))
        .map(this::looser)
        .toList();
  }

  /** In what a version asks less than the national one. */
  public Looser looser(RuleBook book) {
    return Looser.of(book, national());
  }
}
