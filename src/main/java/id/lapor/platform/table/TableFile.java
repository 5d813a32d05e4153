package id.lapor.platform.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A table as a file, in the two forms spreadsheets save. What a file is, its content says. */
public enum TableFile {
  CSV("text/csv;charset=UTF-8"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  /** In bytes. */
  public static final int LARGEST = 5 * 1024 * 1024;

  private static final int[] OLE = {0xD0, 0xCF, 0x11, 0xE0};

  private final String type;

  TableFile(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }

  /** {@code contoh.xlsx} */
  public String named(String name) {
    return name + "." + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Which of the two it is, by its first bytes.
   *
   * @throws Unreadable when it is neither
   */
  public static TableFile of(byte[] content) throws Unreadable {
    if (content.length == 0) {
      throw new Unreadable(Unreadable.Why.EMPTY);
    }
    if (content.length > LARGEST) {
      throw new Unreadable(Unreadable.Why.TOO_LARGE);
    }
    if (begins(content, OLE)) {
      throw new Unreadable(Unreadable.Why.OLD_OR_LOCKED);
    }
    return begins(content, new int[] {'P', 'K', 3, 4}) ? XLSX : CSV;
  }

  /**
   * @throws Unreadable with the reason, for whoever sent it
   */
  public static Table read(byte[] content) throws Unreadable {
    List<Table.Row> lines =
        switch (of(content)) {
          case CSV -> Csv.lines(content);
          case XLSX -> Xlsx.lines(content);
        };
    if (lines.isEmpty()) {
      throw new Unreadable(Unreadable.Why.EMPTY);
    }
    List<String> columns = columns(lines.getFirst().cells());
    List<Table.Row> rows = new ArrayList<>();
    for (Table.Row line : lines.subList(1, lines.size())) {
      rows.add(new Table.Row(line.line(), fitted(line.cells(), columns.size())));
    }
    return new Table(columns, rows);
  }

  /** For a spreadsheet to open; nothing in it is taken as a formula. */
  public byte[] write(Table table) {
    try {
      return switch (this) {
        case CSV -> Csv.write(table);
        case XLSX -> Xlsx.write(table);
      };
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> columns(List<String> cells) throws Unreadable {
    int size = cells.size();
    while (size > 0 && cells.get(size - 1).isEmpty()) {
      size--;
    }
    if (size > Table.MOST_COLUMNS) {
      throw new Unreadable(Unreadable.Why.TOO_MANY_COLUMNS);
    }
    List<String> columns = cells.subList(0, size);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (column.isEmpty() || !seen.add(column.toLowerCase(Locale.ROOT))) {
        throw new Unreadable(Unreadable.Why.NAMES);
      }
    }
    return columns;
  }

  private static List<String> fitted(List<String> cells, int size) throws Unreadable {
    if (cells.stream().skip(size).anyMatch(c -> !c.isEmpty())) {
      throw new Unreadable(Unreadable.Why.NAMES);
    }
    List<String> fitted = new ArrayList<>(cells.subList(0, Math.min(size, cells.size())));
    while (fitted.size() < size) {
      fitted.add("");
    }
    return fitted;
  }

  private static boolean begins(byte[] content, int[] with) {
    if (content.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((content[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Lines with something in them, up to as many as a table may have.
   *
   * @throws Unreadable when it has more
   */
  static void add(List<Table.Row> lines, int number, List<String> cells) throws Unreadable {
    if (cells.stream().allMatch(String::isEmpty)) {
      return;
    }
    if (lines.size() > Table.MOST_ROWS) {
      throw new Unreadable(Unreadable.Why.TOO_MANY_ROWS);
    }
    lines.add(new Table.Row(number, cells));
  }
}
