package id.lapor.citizen.batch;

import id.lapor.platform.table.TableFile;
import id.lapor.report.Actor;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of reports and what became of it.
 *
 * @param by who wrote them down, and files them
 * @param name of the file, without its folder
 * @param undoneAt when its reports were taken back
 */
public record Batch(
    long id,
    Actor.Officer by,
    TableFile form,
    String name,
    List<String> columns,
    Choices choices,
    Instant uploadedAt,
    @Nullable Instant undoneAt,
    Count count) {

  public Batch {
    columns = List.copyOf(columns);
  }

  /**
   * @param rows all of them
   * @param waiting to be filed
   * @param filed reports by now
   * @param stuck could not be filed however often it was tried
   */
  public record Count(int rows, int waiting, int filed, int stuck) {}

  /**
   * Nothing of it is on its way any more and nothing filed: how it is read may still be changed.
   */
  public boolean open() {
    return count.filed() == 0 && count.waiting() == 0;
  }

  /**
   * A row that is a report now.
   *
   * @param told its reporter is sent what opens it, by a message that can go from here
   */
  public record Filed(int line, ReportId report, boolean told) {}
}
