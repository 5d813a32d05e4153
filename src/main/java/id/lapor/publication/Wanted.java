package id.lapor.publication;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.report.Cursor;
import id.lapor.report.ReportId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a search out of the address of the list; what it doesn't know it leaves out and says so.
 */
@Component
public class Wanted {

  private static final int LONGEST_WORDS = 200;

  private final Agencies agencies;
  private final Categories categories;
  private final Regions regions;
  private final Names names;

  Wanted(Agencies agencies, Categories categories, Regions regions, Names names) {
    this.agencies = agencies;
    this.categories = categories;
    this.regions = regions;
    this.names = names;
  }

  /**
   * @param region what the name typed was taken for
   * @param unknown filters whose value was not understood, by the name of their field
   */
  public record Read(Search search, @Nullable Region region, List<String> unknown) {

    public String words() {
      return search.words();
    }
  }

  Read read(PublicPages.Filters filters) {
    List<String> unknown = new ArrayList<>();
    String typed = PublicPages.Filters.or(filters.q());
    String words = typed.length() > LONGEST_WORDS ? typed.substring(0, LONGEST_WORDS) : typed;
    String group = PublicPages.Filters.or(filters.tahap());
    if (!group.isEmpty() && !Search.GROUPS.containsKey(group) && !group.equals(Search.OVERDUE)) {
      unknown.add("tahap");
    }
    @Nullable Agency agency = known("instansi", filters.instansi(), agencies::find, unknown);
    @Nullable Category category = known("kategori", filters.kategori(), categories::find, unknown);
    @Nullable Region region = known("wilayah", filters.wilayah(), this::region, unknown);
    ZoneId zone = names.zone(agency == null ? null : agency.id());
    @Nullable LocalDate from = known("dari", filters.dari(), Wanted::day, unknown);
    @Nullable LocalDate to = known("sampai", filters.sampai(), Wanted::day, unknown);
    @Nullable Instant end = to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant();
    Search search =
        new Search(
            words,
            group,
            category == null ? null : category.code(),
            agency == null ? null : agency.id(),
            region == null ? null : region.code(),
            from == null ? null : from.atStartOfDay(zone).toInstant(),
            end,
            before(Search.cursor(PublicPages.Filters.or(filters.sesudah())), end));
    return new Read(search, region, List.copyOf(unknown));
  }

  private interface Meaning<T> {
    Optional<T> of(String value);
  }

  private static <T> @Nullable T known(
      String field, @Nullable String value, Meaning<T> meaning, List<String> unknown) {
    String bare = PublicPages.Filters.or(value);
    @Nullable T found = bare.isEmpty() ? null : meaning.of(bare).orElse(null);
    if (!bare.isEmpty() && found == null) {
      unknown.add(field);
    }
    return found;
  }

  /** A code or a name; of several with that name the one that is governed here. */
  private Optional<Region> region(String typed) {
    String bare = typed.length() > LONGEST_WORDS ? typed.substring(0, LONGEST_WORDS) : typed;
    return regions
        .find(bare)
        .or(() -> regions.search(bare, 1, agencies.governed()).stream().findFirst());
  }

  private static Optional<LocalDate> day(String typed) {
    try {
      LocalDate day = LocalDate.parse(typed);
      return day.getYear() >= 2000 && day.getYear() < 2200 ? Optional.of(day) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The end of a day is a place in the list as well: the page begins behind it. */
  private static @Nullable Cursor before(@Nullable Cursor after, @Nullable Instant end) {
    if (end == null) {
      return after;
    }
    return after != null && after.at().isBefore(end) ? after : new Cursor(end, new ReportId(0));
  }
}
