package id.lapor.citizen.batch;

import id.lapor.platform.table.Table;
import id.lapor.report.Channel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read.
 *
 * @param at which of the file's columns tells what, from 0; what is not there stays unsaid
 * @param way how the reporters came, where no column says so; null until the officer says it
 * @param agreed all of them heard what happens to their data and agreed, where no column says so
 */
public record Choices(Map<Column, Integer> at, @Nullable Channel way, boolean agreed) {

  /** Ways to come that a file can tell of. */
  public static final List<Channel> WAYS = List.of(Channel.DESK, Channel.PHONE, Channel.LETTER);

  public Choices {
    at = Map.copyOf(at);
  }

  /** By the names of the columns; how the reporters came is never guessed. */
  static Choices guessed(List<String> columns) {
    return new Choices(Column.guess(columns), null, false);
  }

  /**
   * As typed: of what is no column of the file, or no way to come, nothing is taken.
   *
   * @param typed names of columns as {@link Column} has them, and places
   */
  static Choices typed(Map<String, String> typed, int columns) {
    Map<Column, Integer> at = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      String place = typed.getOrDefault(column.name(), "");
      if (place.matches("\\d{1,3}") && Integer.parseInt(place) < columns) {
        at.put(column, Integer.parseInt(place));
      }
    }
    @Nullable Channel way =
        WAYS.stream().filter(w -> w.name().equals(typed.get("cara"))).findFirst().orElse(null);
    return new Choices(at, way, "true".equals(typed.get("setuju")));
  }

  /** Empty when the file does not tell it. */
  String cell(Table.Row row, Column column) {
    Integer place = at.get(column);
    return place == null || place >= row.cells().size() ? "" : row.cells().get(place).strip();
  }
}
