package id.lapor.publication;

import id.lapor.deadline.Reprimand;
import id.lapor.report.Hops;
import id.lapor.report.ReportId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * How many missed promises letters are about, as it is published: those of reports nobody may read
 * are added five at a time.
 */
@Component
class LetterCounts {

  private final PublicReports published;

  LetterCounts(PublicReports published) {
    this.published = published;
  }

  /** By the letters' numbers in the house. */
  Map<Long, Long> of(List<Reprimand> letters) {
    Set<ReportId> known =
        published.known(
            letters.stream()
                .flatMap(l -> l.cases().stream())
                .map(Reprimand.Case::report)
                .distinct()
                .toList());
    return letters.stream()
        .collect(
            Collectors.toMap(
                Reprimand::id,
                l ->
                    Hops.told(
                        l.cases().size(),
                        l.cases().stream().filter(c -> known.contains(c.report())).count())));
  }
}
