package id.lapor.report;

import id.lapor.platform.page.Page;
import java.time.Instant;
import java.time.ZoneId;

/**
 * When something was sent, by the word of the wire it came over, where that is not when it arrived.
 *
 * @param over whose word it is: the operator's, the sender's mail program's, X's
 * @param arrivedAt from when every promise counts
 */
public record Sent(Channel over, Instant at, Instant arrivedAt) {

  /** Both moments, and which of them counts. */
  public String words(Page page, ZoneId zone) {
    return page.t("report.sent." + over.name(), page.at(at, zone), page.at(arrivedAt, zone));
  }
}
