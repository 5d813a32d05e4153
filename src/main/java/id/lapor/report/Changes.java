package id.lapor.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one or many reports. Published to plain synchronous listeners inside
 * that transaction: whatever a listener writes commits together with the journal, or not at all.
 */
public record Changes(List<Change> all) {

  /**
   * @param before absent for a fresh report
   */
  public record Change(@Nullable Report before, Report after, List<Entry> entries) {
    public Change {
      entries = List.copyOf(entries);
    }
  }

  public Changes {
    all = List.copyOf(all);
  }
}
