package id.lapor.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What each role may do with each table. A new table fails here until somebody decided whether its
 * rows may change and go (R__rights.sql) and wrote that down.
 */
@DatabaseTest
class RightsIntegrationTests {

  private static final Path LIST = Path.of("src/test/resources/rights.csv");

  @Autowired JdbcTemplate jdbc;

  @Test
  void areThoseSomebodyDecidedOn() throws IOException {
    List<String> written = Files.readAllLines(LIST);
    assertThat(rights()).containsExactlyElementsOf(written.subList(1, written.size()));
  }

  /** The letters the database itself writes rights in; a star for some columns only. */
  private List<String> rights() {
    jdbc.execute(
        """
        CREATE OR REPLACE FUNCTION may(role name, relation oid) RETURNS text STABLE LANGUAGE sql AS $$
          SELECT coalesce(string_agg(
            CASE
              WHEN has_table_privilege(role, relation, word) THEN letter
              WHEN part AND has_any_column_privilege(role, relation, CASE WHEN part THEN word END) THEN letter || '*'
            END, '' ORDER BY n), '')
          FROM (VALUES (1, 'r', 'SELECT', true), (2, 'a', 'INSERT', true), (3, 'w', 'UPDATE', true),
            (4, 'd', 'DELETE', false), (5, 'D', 'TRUNCATE', false), (6, 't', 'TRIGGER', false)) p (n, letter, word, part)
        $$
        """);
    return jdbc.query(
        """
        SELECT concat_ws(',', c.relname, may('lapor_app', c.oid), may('lapor_vault', c.oid))
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
        ORDER BY 1
        """,
        (row, _) -> row.getString(1));
  }
}
