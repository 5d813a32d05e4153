package id.lapor.publication;

import id.lapor.report.Cursor;
import id.lapor.report.Stage;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public search as SQL whose work is bounded by its shape, not by what the planner expects. A
 * filter is one range of an index in the order of the page; several stages are one range each.
 * Words are first looked for among the newest reports, where frequent words are found at once, and
 * only rare ones in the word index, where they have few places.
 */
final class SearchQuery {

  /** Newest reports in which words are looked for before the whole index is asked. */
  static final int NEWEST = 3_000;

  static final String COLUMNS =
      """
      r.report_id, r.reference, r.stage, r.kind, r.category, r.agency_id, r.region, r.text, r.supporters,
      r.received_at, r.updated_at, r.tie, r.day_only, r.name, r.overdue, r.desk_id, r.address, r.latitude, r.longitude
      """;

  private static final String ORDER = " ORDER BY r.received_at DESC, r.tie DESC LIMIT ";
  private static final String WORDS = "r.search @@ websearch_to_tsquery('indonesian', :words)";

  /**
   * A day that is known as a day begins at most two hours before or after the same day elsewhere in
   * the country, so its noon lies on it in every zone.
   */
  private static final String NOON = "CAST(%s AS timestamptz) - interval '12 hours'";

  private SearchQuery() {}

  /** Without words: publication_report_new, _overdue, _agency, _category, _stage or _region. */
  static String newest(Search search, int limit) {
    return "SELECT " + COLUMNS + " FROM " + rows(search, limit) + " r" + ORDER + limit;
  }

  static String amongNewest(Search search, int limit) {
    return "SELECT "
        + COLUMNS
        + " FROM "
        + rows(search, NEWEST)
        + " r WHERE "
        + WORDS
        + ORDER
        + limit;
  }

  /** publication_report_search; only places are sorted, the page's rows are fetched in the end. */
  static String anywhere(Search search, int limit) {
    return """
    WITH hits AS MATERIALIZED (
      SELECT r.report_id, r.received_at, r.tie
      FROM publication_report r
      WHERE %s AND %s%s
    ), page AS (
      SELECT * FROM hits r%s%d
    )
    SELECT %s
    FROM page p JOIN publication_report r USING (report_id)%s%d
    """
        .formatted(
            WORDS,
            filters(search),
            search.stages().isEmpty() ? "" : " AND r.stage = ANY(:stages)",
            ORDER,
            limit,
            COLUMNS.replace("r.report_id", "report_id"),
            ORDER,
            limit);
  }

  static Map<String, Object> params(Search search) {
    Map<String, Object> params = new HashMap<>();
    @Nullable Cursor after = search.after();
    params.put(
        "at", Timestamp.from(after == null ? Instant.parse("9999-01-01T00:00:00Z") : after.at()));
    params.put("id", after == null ? Long.MAX_VALUE : after.id().value());
    params.put("since", Timestamp.from(search.since() == null ? Instant.EPOCH : search.since()));
    params.put("until", Timestamp.from(search.until() == null ? Instant.EPOCH : search.until()));
    params.put("words", search.words());
    params.put("category", String.valueOf(search.category()));
    params.put("agency", search.agency() == null ? 0 : search.agency().value());
    params.put("region", String.valueOf(search.region()));
    params.put("stages", search.stages().stream().map(Stage::name).toArray(String[]::new));
    return params;
  }

  private static String rows(Search search, int limit) {
    String range =
        "SELECT r.* FROM publication_report r WHERE " + filters(search) + "%s" + ORDER + limit;
    return search.stages().isEmpty()
        ? "(" + range.formatted("") + ")"
        : "(SELECT r.* FROM unnest(:stages::text[]) s (stage) CROSS JOIN LATERAL ("
            + range.formatted(" AND r.stage = s.stage")
            + ") r)";
  }

  private static String filters(Search search) {
    StringBuilder where = new StringBuilder("(r.received_at, r.tie) < (:at, :id)");
    if (search.since() != null) {
      where.append(" AND r.received_at >= ").append(NOON.formatted(":since"));
      where.append(" AND (r.day_only OR r.received_at >= :since)");
    }
    if (search.until() != null) {
      where.append(" AND (NOT r.day_only OR r.received_at < ");
      where.append(NOON.formatted(":until")).append(")");
    }
    if (search.overdue()) {
      where.append(" AND r.overdue");
    }
    if (search.category() != null) {
      where.append(" AND r.category = :category");
    }
    if (search.agency() != null) {
      where.append(" AND r.agency_id = :agency");
    }
    if (search.region() != null) {
      where.append(" AND ").append(inside(search.region()));
    }
    return where.toString();
  }

  /**
   * From a moment on. Where only the day is known all of it counts, so that what happened later on
   * it is found, and asking for one moment after the other tells no more than the day.
   */
  static String since(String column, String moment) {
    return "%s > CAST(%s AS timestamptz) - interval '24 hours' AND (r.day_only OR %s >= %s)"
        .formatted(column, moment, column, moment);
  }

  /** A code of 2, 5, 8 or 13 characters; each level above the village has an index of its own. */
  private static String inside(String region) {
    return switch (region.length()) {
      case 2, 5, 8 -> "left(r.region, " + region.length() + ") = :region";
      default -> "r.region = :region";
    };
  }
}
