package id.lapor.platform.table;

import java.util.List;

/**
 * A table whose first line names its columns.
 *
 * @param columns names as they stand in the file, without what surrounds them
 */
public record Table(List<String> columns, List<Row> rows) {

  public static final int MOST_ROWS = 2_000;
  public static final int MOST_COLUMNS = 60;

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * @param line where it stands in the file, as a spreadsheet numbers lines: from 1, the names of
   *     the columns included
   * @param cells as many as there are columns
   */
  public record Row(int line, List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }
}
