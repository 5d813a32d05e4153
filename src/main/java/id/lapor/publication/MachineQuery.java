package id.lapor.publication;

import id.lapor.agency.AgencyId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a machine asks for, as SQL whose work is bounded by its shape: one range of an index for
 * each service and state, and only the rows of the page are fetched.
 *
 * @param services codes; empty for all
 * @param states whether ended, one or both
 * @param received when it came in
 * @param updated when it changed; with it the oldest change comes first, without the newest report
 * @param skip rows before the page
 */
record MachineQuery(
    AgencyId desk,
    List<String> services,
    List<Boolean> states,
    PublicFeed.Span received,
    PublicFeed.@Nullable Span updated,
    PublicFeed.Page page) {

  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  String sql() {
    return updated == null ? newest() : changed();
  }

  /** publication_report_desk, or publication_report_service where services are named. */
  private String newest() {
    boolean all = services.isEmpty();
    return """
    WITH page AS MATERIALIZED (
      SELECT r.report_id, r.received_at, r.tie
      FROM %sunnest(:states::boolean[]) e (ended)
      CROSS JOIN LATERAL (
        SELECT r.report_id, r.received_at, r.tie
        FROM publication_report r
        WHERE r.desk_id = :desk AND %sr.ended = e.ended
          AND (r.received_at, r.tie) < (:to, :before) AND %s
        ORDER BY r.received_at DESC, r.tie DESC
        LIMIT %d
      ) r
      ORDER BY r.received_at DESC, r.tie DESC
      OFFSET %d LIMIT %d
    )
    SELECT %s
    FROM page p JOIN publication_report r USING (report_id)
    ORDER BY r.received_at DESC, r.tie DESC
    """
        .formatted(
            all ? "" : "unnest(:services::text[]) s (service) CROSS JOIN ",
            all ? "" : "r.service = s.service AND ",
            SearchQuery.since("r.received_at", ":from"),
            page.skip() + page.limit(),
            page.skip(),
            page.limit(),
            columns());
  }

  /**
   * publication_report_updated, a range for reports whose moments are known and one for those of
   * which only the day is: of the latter all of the day counts. When it came in is asked of what
   * that index says and must not look like a range of another one: a plan that knows no values
   * would put the two together, and sort everything there is.
   */
  private String changed() {
    return """
    WITH page AS MATERIALIZED (
      SELECT r.report_id, r.updated_at, r.tie
      FROM (
        VALUES (false, CAST(:since AS timestamptz)),
               (true, CAST(:since AS timestamptz) - interval '23:59:59.999999')
      ) w (day_only, since)
      CROSS JOIN LATERAL (
        SELECT r.report_id, r.updated_at, r.tie
        FROM publication_report r
        WHERE r.desk_id = :desk AND r.day_only = w.day_only AND r.updated_at >= w.since AND r.updated_at < :until
          AND (%s AND r.received_at < :to) IS NOT FALSE AND r.ended = ANY(:states)%s
        ORDER BY r.updated_at, r.tie
        LIMIT %d
      ) r
      ORDER BY r.updated_at, r.tie
      OFFSET %d LIMIT %d
    )
    SELECT %s
    FROM page p JOIN publication_report r USING (report_id)
    ORDER BY r.updated_at, r.tie
    """
        .formatted(
            SearchQuery.since("r.received_at", ":from"),
            services.isEmpty() ? "" : " AND r.service = ANY(:services)",
            page.skip() + page.limit(),
            page.skip(),
            page.limit(),
            columns());
  }

  private static String columns() {
    return SearchQuery.COLUMNS.replace("r.report_id", "report_id");
  }

  Map<String, Object> params() {
    Map<String, Object> params = new HashMap<>();
    params.put("desk", desk.value());
    params.put("services", services.toArray(String[]::new));
    params.put("states", states.toArray(Boolean[]::new));
    params.put("from", time(received.from(), Instant.EPOCH));
    params.put("to", time(received.to(), EVER));
    params.put("before", page.before());
    params.put("since", time(updated == null ? null : updated.from(), Instant.EPOCH));
    params.put("until", time(updated == null ? null : updated.to(), EVER));
    return params;
  }

  private static Timestamp time(@Nullable Instant at, Instant otherwise) {
    return Timestamp.from(at == null ? otherwise : at);
  }
}
