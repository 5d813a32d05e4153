package id.lapor.publication;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.AgencyId;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Effort;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page for machines touches a page of rows of forty thousand, whatever is asked for. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineEffortIntegrationTests {

  private static final AgencyId DESK = new AgencyId(7);
  private static final int LIMIT = 100;
  private static final PublicFeed.Page PAGE = PublicFeed.Page.of(0, LIMIT);

  @Autowired JdbcClient jdbc;
  @Autowired JdbcTemplate plain;

  @BeforeAll
  void fill() {
    jdbc.sql(
            """
            INSERT INTO publication_report (
              report_id, reference, stage, kind, category, text, supporters, received_at, changed_at, ended_at, desk_id)
            SELECT -n, 'M' || n, CASE WHEN n % 10 = 0 THEN 'FORWARDED' ELSE 'CLOSED' END, 'COMPLAINT', 'jenis-' || n % 50,
                   'lampu', 0, timestamptz '2026-01-01' + n * interval '1 minute',
                   timestamptz '2026-01-02' + n * interval '1 minute',
                   CASE WHEN n % 10 <> 0 THEN timestamptz '2026-01-02' + n * interval '1 minute' END, 7 + n % 2
            FROM generate_series(1, 40000) n
            """)
        .update();
    jdbc.sql("VACUUM ANALYZE publication_report").update();
  }

  @AfterAll
  void empty() {
    jdbc.sql("DELETE FROM publication_report WHERE report_id < 0").update();
  }

  private long effort(
      List<String> services, List<Boolean> states, PublicFeed.Span received, boolean changes) {
    PublicFeed.Span since = new PublicFeed.Span(Instant.parse("2026-01-10T00:00:00Z"), null);
    MachineQuery query =
        new MachineQuery(DESK, services, states, received, changes ? since : null, PAGE);
    return Effort.of(jdbc, query.sql(), query.params());
  }

  @Test
  void touchesAPageOfRowsForEachRange() {
    PublicFeed.Span middle =
        new PublicFeed.Span(
            Instant.parse("2026-01-05T00:00:00Z"), Instant.parse("2026-01-15T00:00:00Z"));
    for (PublicFeed.Span span : List.of(PublicFeed.Span.EVER, middle)) {
      assertThat(effort(List.of(), List.of(false, true), span, false))
          .isLessThanOrEqualTo(2 * LIMIT);
      assertThat(effort(List.of(), List.of(false), span, false)).isLessThanOrEqualTo(LIMIT);
      assertThat(effort(List.of("jenis-7", "jenis-9"), List.of(false, true), span, false))
          .isLessThanOrEqualTo(4 * LIMIT);
      assertThat(effort(List.of("tidak-ada"), List.of(true), span, false))
          .isLessThanOrEqualTo(LIMIT);
    }
  }

  @Test
  void touchesAPageOfRowsOfChanges() {
    assertThat(effort(List.of(), List.of(false, true), PublicFeed.Span.EVER, true))
        .isLessThanOrEqualTo(LIMIT);
  }

  /**
   * A server that has prepared the question knows no values, and rows written a moment ago are not
   * known to be visible to everyone: the page still comes out of its index in order.
   */
  @Test
  void readsChangesInOrderWhenThePlanKnowsNoValues() {
    jdbc.sql("UPDATE publication_report SET supporters = 1 WHERE report_id < 0").update();
    jdbc.sql("ANALYZE publication_report").update();
    String sql =
        new MachineQuery(
                DESK,
                List.of(),
                List.of(false, true),
                PublicFeed.Span.EVER,
                PublicFeed.Span.EVER,
                PAGE)
            .sql();
    List<String> params = List.of("desk", "since", "until", "from", "to", "states");
    for (int i = 0; i < params.size(); i++) {
      sql = sql.replaceAll(":" + params.get(i) + "\\b", "\\$" + (i + 1));
    }
    String prepared = "PREPARE changes AS " + sql;
    String plan =
        plain.execute(
            (ConnectionCallback<String>)
                c -> {
                  try (Statement statement = c.createStatement()) {
                    statement.execute("SET plan_cache_mode = force_generic_plan");
                    statement.execute(prepared);
                    String told = told(statement);
                    statement.execute("DEALLOCATE changes");
                    statement.execute("RESET plan_cache_mode");
                    return told;
                  }
                });
    assertThat(plan).contains("publication_report_updated").doesNotContain("Bitmap");
    jdbc.sql("VACUUM ANALYZE publication_report").update();
  }

  private static String told(Statement statement) throws SQLException {
    StringBuilder told = new StringBuilder();
    try (ResultSet rows =
        statement.executeQuery(
            "EXPLAIN EXECUTE changes (7, '2000-01-01', '9999-01-01', '1970-01-01', '9999-01-01', '{t,f}')")) {
      while (rows.next()) {
        told.append(rows.getString(1)).append('\n');
      }
    }
    return told.toString();
  }
}
