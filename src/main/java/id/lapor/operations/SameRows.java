package id.lapor.operations;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows one filing left in every table, to be written again as they are with fresh keys. */
final class SameRows {

  /** A row of a table, its values in the order of its columns. */
  private record Row(String table, List<String> columns, List<@Nullable Object> values) {

    String insert() {
      return "INSERT INTO "
          + table
          + " ("
          + String.join(", ", columns)
          + ") OVERRIDING SYSTEM VALUE VALUES ("
          + columns.stream().map(this::place).collect(Collectors.joining(", "))
          + ")";
    }

    /** The filing's own number comes first; other numbers of rows are drawn anew. */
    private String place(String column) {
      return column.equals("id") && !table.equals("report_case")
          ? "nextval('" + table + "_id_seq')"
          : "?";
    }
  }

  private static final Random RANDOM = new SecureRandom();

  private final List<Row> rows;

  private SameRows(List<Row> rows) {
    this.rows = rows;
  }

  static SameRows of(DataSource database, long report) {
    try (Connection connection = database.getConnection()) {
      List<Row> rows = new ArrayList<>(read(connection, "report_case", "id", report));
      for (String table : tables(connection)) {
        rows.addAll(read(connection, table, "report_id", report));
      }
      return new SameRows(rows);
    } catch (SQLException e) {
      throw new IllegalStateException("The sample filing could not be read", e);
    }
  }

  /** Names of the tables with the number of rows in each. */
  String tables() {
    return rows.size() + " in " + rows.stream().map(Row::table).distinct().count() + " tables";
  }

  Writer writer(Connection connection) throws SQLException {
    List<PreparedStatement> statements = new ArrayList<>();
    for (Row row : rows) {
      statements.add(connection.prepareStatement(row.insert()));
    }
    PreparedStatement next = connection.prepareStatement("SELECT nextval('report_case_id_seq')");
    return new Writer(connection, next, statements);
  }

  /** Writes the rows once more, in a transaction of their own. */
  final class Writer {
    private final Connection connection;
    private final PreparedStatement next;
    private final List<PreparedStatement> statements;

    private Writer(
        Connection connection, PreparedStatement next, List<PreparedStatement> statements) {
      this.connection = connection;
      this.next = next;
      this.statements = statements;
    }

    void write() throws SQLException {
      long report;
      try (ResultSet answer = next.executeQuery()) {
        answer.next();
        report = answer.getLong(1);
      }
      for (int i = 0; i < rows.size(); i++) {
        fill(statements.get(i), rows.get(i), report);
        statements.get(i).executeUpdate();
      }
      connection.commit();
    }
  }

  private static void fill(PreparedStatement statement, Row row, long report) throws SQLException {
    int at = 1;
    for (int c = 0; c < row.columns().size(); c++) {
      String column = row.columns().get(c);
      if (row.place(column).equals("?")) {
        statement.setObject(at++, fresh(row.table(), column, row.values().get(c), report));
      }
    }
  }

  private static @Nullable Object fresh(
      String table, String column, @Nullable Object value, long report) {
    return switch (column) {
      case "report_id" -> report;
      case "id" -> table.equals("report_case") ? (Object) report : value;
      case "reference" -> HexFormat.of().toHexDigits(report);
      case "idempotency_hash", "salt", "hash" -> bytes();
      default -> value;
    };
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT c.table_name
                FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE c.table_schema = 'public' AND c.column_name = 'report_id' AND t.table_type = 'BASE TABLE'
                ORDER BY c.table_name
                """);
        ResultSet answer = statement.executeQuery()) {
      while (answer.next()) {
        tables.add(answer.getString(1));
      }
    }
    return tables;
  }

  private static List<Row> read(Connection connection, String table, String key, long report)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM " + table + " WHERE " + key + " = ?")) {
      statement.setLong(1, report);
      try (ResultSet answer = statement.executeQuery()) {
        ResultSetMetaData meta = answer.getMetaData();
        while (answer.next()) {
          List<String> columns = new ArrayList<>();
          List<@Nullable Object> values = new ArrayList<>();
          for (int c = 1; c <= meta.getColumnCount(); c++) {
            columns.add(meta.getColumnName(c));
            values.add(answer.getObject(c));
          }
          rows.add(new Row(table, columns, values));
        }
      }
    }
    return rows;
  }
}
