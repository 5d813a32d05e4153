package id.lapor.publication;

import id.lapor.agency.AgencyId;
import id.lapor.report.Cursor;
import id.lapor.report.Reference;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The public copy of reports for machines; what may not be seen is not in it. */
@Service
public class PublicFeed {

  private final PublicReports published;
  private final Names names;

  PublicFeed(PublicReports published, Names names) {
    this.published = published;
    this.names = names;
  }

  /**
   * A stretch of time.
   *
   * @param from included; null without a beginning
   * @param to not included; null without an end
   */
  public record Span(@Nullable Instant from, @Nullable Instant to) {
    public static final Span EVER = new Span(null, null);
  }

  /**
   * @param skip rows before it
   * @param before of several reports of the last moment only those with a smaller {@code tie}
   */
  public record Page(int skip, int limit, long before) {

    public static Page of(int skip, int limit) {
      return new Page(skip, limit, 0);
    }
  }

  /**
   * What is asked for.
   *
   * @param desk whose reports
   * @param services codes of categories; empty for all
   * @param ended only those that ended or only those that did not; null for both
   */
  public record Wish(AgencyId desk, List<String> services, @Nullable Boolean ended) {

    private List<Boolean> states() {
      return ended == null ? List.of(false, true) : List.of(ended);
    }
  }

  /** Received in a time, the newest first. */
  public List<PublicReport> received(Wish wish, Span received, Page page) {
    return published.find(
        new MachineQuery(wish.desk(), wish.services(), wish.states(), received, null, page));
  }

  /**
   * Changed in a time, the oldest change first, so that whoever asks again goes on where it was.
   */
  public List<PublicReport> changed(Wish wish, Span updated, Span received, Page page) {
    return published.find(
        new MachineQuery(wish.desk(), wish.services(), wish.states(), received, updated, page));
  }

  /** The newest behind a place in the list. */
  public List<PublicReport> after(Wish wish, @Nullable Cursor after, int limit) {
    return after == null
        ? received(wish, Span.EVER, Page.of(0, limit))
        : received(wish, new Span(null, after.at()), new Page(0, limit, after.id().value()));
  }

  public Optional<PublicReport> find(Reference reference) {
    return published.find(reference);
  }

  /** Those of the reports that are public, in no order. */
  public List<PublicReport> all(Collection<Reference> references) {
    return published.all(references);
  }

  /** Those of the reports that are public, in no order. */
  public List<PublicReport> withIds(Collection<ReportId> ids) {
    return ids.isEmpty() ? List.of() : published.allById(ids);
  }

  /** Address and region in words, smallest first; empty where nothing may be told. */
  public String place(PublicReport report) {
    String region = names.region(report.region());
    @Nullable String address = report.place().address();
    return address == null ? region : region.isEmpty() ? address : address + ", " + region;
  }

  /** In which its days are counted. */
  public ZoneId zone(PublicReport report) {
    return names.zone(report);
  }

  /** Where a list goes on behind a report, as it stands in an address. */
  public static String mark(PublicReport last) {
    return Search.mark(last);
  }

  /** Reads such a place; null when it is none. */
  public static @Nullable Cursor cursor(String mark) {
    return Search.cursor(mark);
  }
}
