package id.lapor.operations;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A table as spreadsheets save it (CSV, commas or semicolons), its first line naming the columns.
 */
final class Sheet {

  private Sheet() {}

  /** A line that cannot be taken, in a sentence that names it. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(long line, String why) {
      super("Line " + line + ": " + why);
    }
  }

  /** A line of the table; a column that is not there is empty. */
  record Row(NamedCsvRecord cells) {

    long line() {
      return cells.getStartingLineNumber();
    }

    String get(String column) {
      return cells.findField(column).map(String::strip).orElse("");
    }

    String need(String column) {
      String value = get(column);
      if (value.isEmpty()) {
        throw wrong("\"" + column + "\" is empty.");
      }
      return value;
    }

    Wrong wrong(String why) {
      return new Wrong(line(), why);
    }
  }

  /**
   * @param columns that must be there
   * @throws Wrong when the text is no table or a column lacks
   */
  static List<Row> read(String text, Set<String> columns) {
    String first = text.lines().findFirst().orElse("");
    char separator = first.contains(";") ? ';' : ',';
    List<Row> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .ofNamedCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      for (NamedCsvRecord record : reader) {
        for (String column : columns) {
          if (record.findField(column).isEmpty()) {
            throw new Wrong(1, "the column \"" + column + "\" is missing.");
          }
        }
        rows.add(new Row(record));
      }
    } catch (CsvParseException e) {
      throw new Wrong(rows.size() + 2L, "this is not a table: " + e.getMessage());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return rows;
  }
}
