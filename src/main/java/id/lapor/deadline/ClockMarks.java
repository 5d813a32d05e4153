package id.lapor.deadline;

import id.lapor.platform.key.InstallationKey;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Marks under the installation's key over clocks and over the runs of each: who can only write to
 * the database makes no late answer punctual. When a clock is looked at next is not in them, nor
 * which act began a run: neither changes what was promised and kept.
 */
@Component
class ClockMarks {

  private final InstallationKey key;

  ClockMarks(InstallationKey key) {
    this.key = key;
  }

  /**
   * A clock as it stands in its row.
   *
   * @param end name of the act it ended by
   */
  record Kept(
      Clock clock, @Nullable String end, byte @Nullable [] mark, byte @Nullable [] runsMark) {

    static Kept read(ResultSet row, int number) throws SQLException {
      return new Kept(
          ClockRows.clock(row, number),
          row.getString("ended_by"),
          row.getBytes("mark"),
          row.getBytes("runs_mark"));
    }
  }

  byte[] clock(Clock c, @Nullable String end) {
    return key.derive(
        "clock",
        "%d/%d/%d/%s/%d/%s/%s/%d/%d/%s/%s/%s/%d/%s/%s/%s/%s/%s"
            .formatted(
                c.id(),
                c.report().value(),
                c.office().value(),
                c.kind(),
                c.rules(),
                c.term(),
                c.unit(),
                c.budget().toSeconds(),
                c.consumed().toSeconds(),
                c.startedAt(),
                c.dueAt(),
                c.state(),
                c.step(),
                c.asked(),
                c.breachedAt(),
                c.stoppedAt(),
                c.climbsFrom(),
                end));
  }

  byte[] runs(long clock, List<Ledger.Run> runs) {
    StringBuilder words = new StringBuilder().append(clock);
    for (Ledger.Run r : runs) {
      words.append('/').append(r.since()).append(' ').append(r.until());
      words.append(' ').append(r.endedBy());
    }
    return key.derive("clock-runs", words.toString());
  }

  /** Whether the house wrote it so. */
  boolean fits(Kept kept) {
    return same(clock(kept.clock(), kept.end()), kept.mark());
  }

  /** Whether the house wrote its runs so. */
  boolean fits(Kept kept, List<Ledger.Run> runs) {
    return same(runs(kept.clock().id(), runs), kept.runsMark());
  }

  private static boolean same(byte[] due, byte @Nullable [] mark) {
    return mark != null && MessageDigest.isEqual(due, mark);
  }
}
