package id.lapor.platform.db;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many rows the database handles for a query: of all steps of its plan the one with the most.
 */
public final class Effort {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Effort() {}

  /** Carries the query out and counts. */
  public static long of(JdbcClient jdbc, String sql, Map<String, Object> params) {
    String plan =
        jdbc.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)
            .params(params)
            .query(String.class)
            .single();
    return most(JSON.readTree(plan).get(0).get("Plan"));
  }

  private static long most(JsonNode step) {
    double rows =
        number(step, "Actual Rows")
            + number(step, "Rows Removed by Filter")
            + number(step, "Rows Removed by Index Recheck");
    long most = Math.round(rows * Math.max(1, number(step, "Actual Loops")));
    for (JsonNode below : step.path("Plans")) {
      most = Math.max(most, most(below));
    }
    return most;
  }

  private static double number(JsonNode step, String name) {
    return step.path(name).asDouble(0);
  }
}
