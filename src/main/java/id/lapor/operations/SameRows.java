package id.lapor.operations;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Every row one filing's transaction left in any table, to be written again as they are with fresh
 * numbers: one batch a table.
 */
final class SameRows {

  /** A row of a table by its columns. */
  private record Row(String table, Map<String, @Nullable Object> values) {

    /** The sequence a number of the row came from; null for a value that is no number of a row. */
    @Nullable String series(String column) {
      return switch (column) {
        case "id" -> table + "_id_seq";
        case "report_id" -> REPORTS;
        case "reporter_id" -> REPORTERS;
        case "clock_id" -> "deadline_clock_id_seq";
        case "subject" -> "report".equals(values.get("stream")) ? REPORTS : REPORTERS;
        default -> null;
      };
    }

    String insert() {
      return "INSERT INTO "
          + table
          + " ("
          + String.join(", ", values.keySet())
          + ") OVERRIDING SYSTEM VALUE VALUES ("
          + values.keySet().stream().map(_ -> "?").collect(Collectors.joining(", "))
          + ")";
    }
  }

  /** A number of a row, which every row that means the same one has to share. */
  private record Number(String series, long value) {}

  private static final String REPORTS = "report_case_id_seq";
  private static final String REPORTERS = "people_vault_reporter_id_seq";
  private static final Random RANDOM = new SecureRandom();

  private final Map<String, List<Row>> tables;
  private final List<Number> numbers;

  private SameRows(List<Row> rows) {
    this.tables =
        rows.stream()
            .collect(Collectors.groupingBy(Row::table, LinkedHashMap::new, Collectors.toList()));
    this.numbers = rows.stream().flatMap(r -> numbers(r).stream()).distinct().toList();
  }

  static SameRows of(DataSource database, long report) {
    try (Connection connection = database.getConnection()) {
      String transaction =
          text(connection, "SELECT xmin FROM report_case WHERE id = " + report).getFirst();
      List<Row> rows = new ArrayList<>();
      for (String table : text(connection, TABLES)) {
        rows.addAll(written(connection, table, transaction));
      }
      return new SameRows(rows);
    } catch (SQLException e) {
      throw new IllegalStateException("The sample filing could not be read", e);
    }
  }

  /** How many rows in how many tables. */
  String tables() {
    return tables.values().stream().mapToInt(List::size).sum() + " in " + tables.size() + " tables";
  }

  Writer writer(Connection connection) throws SQLException {
    Map<String, PreparedStatement> inserts = new LinkedHashMap<>();
    for (Map.Entry<String, List<Row>> table : tables.entrySet()) {
      String insert = table.getValue().getFirst().insert();
      inserts.put(table.getKey(), connection.prepareStatement(insert));
    }
    String fresh =
        numbers.stream()
            .map(n -> "nextval('" + n.series() + "')")
            .collect(Collectors.joining(", ", "SELECT ", ""));
    return new Writer(connection, connection.prepareStatement(fresh), inserts);
  }

  /** Writes the rows once more, in a transaction of their own. */
  final class Writer {
    private final Connection connection;
    private final PreparedStatement next;
    private final Map<String, PreparedStatement> inserts;

    private Writer(
        Connection connection, PreparedStatement next, Map<String, PreparedStatement> inserts) {
      this.connection = connection;
      this.next = next;
      this.inserts = inserts;
    }

    void write() throws SQLException {
      Map<Number, Long> fresh = new HashMap<>();
      try (ResultSet answer = next.executeQuery()) {
        answer.next();
        for (int i = 0; i < numbers.size(); i++) {
          fresh.put(numbers.get(i), answer.getLong(i + 1));
        }
      }
      for (Map.Entry<String, PreparedStatement> insert : inserts.entrySet()) {
        for (Row row : tables.getOrDefault(insert.getKey(), List.of())) {
          fill(insert.getValue(), row, fresh);
          insert.getValue().addBatch();
        }
        insert.getValue().executeBatch();
      }
      connection.commit();
    }
  }

  private static void fill(PreparedStatement statement, Row row, Map<Number, Long> fresh)
      throws SQLException {
    int at = 1;
    for (Map.Entry<String, @Nullable Object> column : row.values().entrySet()) {
      @Nullable String series = row.series(column.getKey());
      @Nullable Object value = column.getValue();
      statement.setObject(
          at++,
          series != null && value instanceof Long number
              ? fresh.get(new Number(series, number))
              : anew(column.getKey(), value));
    }
  }

  /** What has to be unique besides the numbers. */
  private static @Nullable Object anew(String column, @Nullable Object value) {
    return switch (column) {
      case "reference" -> HexFormat.of().toHexDigits(RANDOM.nextLong());
      case "idempotency_hash" -> bytes();
      default -> value;
    };
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static List<Number> numbers(Row row) {
    List<Number> numbers = new ArrayList<>();
    row.values()
        .forEach((column, value) -> {
          @Nullable String series = row.series(column);
          if (series != null && value instanceof Long number) {
            numbers.add(new Number(series, number));
          }
        });
    return numbers;
  }

  /** Tables whose rows others point to come first; a trigger of audit_leaf fills the queue. */
  private static final String TABLES =
      """
      SELECT c.relname
      FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'audit_queue'
      ORDER BY (SELECT count(*) FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = c.oid), c.relname
      """;

  private static List<String> text(Connection connection, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      while (answer.next()) {
        found.add(answer.getString(1));
      }
    }
    return found;
  }

  private static List<Row> written(Connection connection, String table, String transaction)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM " + table + " WHERE xmin::text = ?")) {
      statement.setString(1, transaction);
      try (ResultSet answer = statement.executeQuery()) {
        ResultSetMetaData meta = answer.getMetaData();
        while (answer.next()) {
          Map<String, @Nullable Object> values = new LinkedHashMap<>();
          for (int c = 1; c <= meta.getColumnCount(); c++) {
            values.put(meta.getColumnName(c), answer.getObject(c));
          }
          rows.add(new Row(table, values));
        }
      }
    }
    return rows;
  }
}
