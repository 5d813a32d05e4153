package id.lapor.publication;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.agency.AgencyId;
import id.lapor.platform.db.DatabaseTest;
import id.lapor.platform.db.Effort;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page of the list touches some rows of forty thousand, whatever is asked for. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchEffortIntegrationTests {

  private static final int PAGE = PublicReports.PAGE + 1;
  private static final int STAGES = 7;

  @Autowired JdbcClient jdbc;

  @BeforeAll
  void fill() {
    jdbc.sql(
            """
            INSERT INTO publication_report (
              report_id, reference, stage, kind, category, agency_id, region, text, supporters, received_at, changed_at,
              overdue, desk_id)
            SELECT -n, 'T' || n, CASE WHEN n % 10 = 0 THEN 'FORWARDED' ELSE 'CLOSED' END, 'COMPLAINT',
                   'jenis-' || n % 50, n % 60, '64.74.0' || n % 3 || '.1001',
                   'lampu jalan mati ' || CASE WHEN n % 4000 = 0 THEN 'ubur' ELSE 'gelap' END, 0,
                   timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-01-01', n % 2000 = 0, 1
            FROM generate_series(1, 40000) n
            """)
        .update();
    jdbc.sql("ANALYZE publication_report").update();
  }

  @AfterAll
  void empty() {
    jdbc.sql("DELETE FROM publication_report WHERE report_id < 0").update();
  }

  @ParameterizedTest
  @CsvSource({
    ", , , ,",
    "berjalan, , , ,",
    "dijawab, , , ,",
    "terlambat, , , ,",
    ", jenis-7, , ,",
    ", tidak-ada, , ,",
    ", , 7, ,",
    ", , 999, ,",
    ", , , 64.74.01,",
    ", , , 64.74,",
    ", , , 11,",
    ", , , , 2026-01-20T00:00:00Z",
  })
  void touchesAPageOfRowsWithoutWords(
      String group, String category, Long agency, String region, Instant since) {
    Search search =
        new Search(
            "",
            group,
            category,
            agency == null ? null : new AgencyId(agency),
            region,
            since,
            null,
            null);
    assertThat(effort(SearchQuery.newest(search, PAGE), search)).isLessThanOrEqualTo(PAGE * STAGES);
  }

  @Test
  void looksForFrequentWordsAmongTheNewest() {
    Search search = words("lampu");
    assertThat(effort(SearchQuery.amongNewest(search, PAGE), search))
        .isLessThanOrEqualTo(SearchQuery.NEWEST);
  }

  @ParameterizedTest
  @CsvSource({"ubur, 10", "zzyzx, 0"})
  void findsRareWordsInTheIndex(String word, int places) {
    Search search = words(word);
    assertThat(effort(SearchQuery.anywhere(search, PAGE), search)).isLessThanOrEqualTo(places);
  }

  private static Search words(String words) {
    return new Search(words, null, null, null, null, null, null, null);
  }

  private long effort(String sql, Search search) {
    return Effort.of(jdbc, sql, SearchQuery.params(search));
  }
}
