package id.lapor.platform.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Values between commas, semicolons or tabs; in UTF-8, in what Windows uses in the west, or in what
 * Excel calls Unicode text.
 */
final class Csv {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String MARK = "\uFEFF";

  private Csv() {}

  static List<Table.Row> lines(byte[] content) throws Unreadable {
    String text = text(content);
    if (text.indexOf('\0') >= 0) {
      throw new Unreadable(Unreadable.Why.NO_TABLE);
    }
    List<Table.Row> lines = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        List<String> cells = record.getFields().stream().map(Csv::unguarded).toList();
        TableFile.add(lines, (int) record.getStartingLineNumber(), cells);
      }
    } catch (CsvParseException | IOException e) {
      throw new Unreadable(Unreadable.Why.NO_TABLE, e);
    }
    return lines;
  }

  static byte[] write(Table table) throws IOException {
    StringWriter text = new StringWriter();
    text.write(MARK);
    try (CsvWriter writer = CsvWriter.builder().fieldSeparator(';').build(text)) {
      writer.writeRecord(table.columns().stream().map(Csv::guarded).toList());
      for (Table.Row row : table.rows()) {
        writer.writeRecord(row.cells().stream().map(Csv::guarded).toList());
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A spreadsheet takes what begins so as a formula; an apostrophe before it makes it text again,
   * also at the beginning of a later line within one cell.
   */
  private static String guarded(String cell) {
    return cell.lines().anyMatch(Csv::formula) ? "'" + cell.replaceAll("\\R", " ") : cell;
  }

  private static boolean formula(String line) {
    String bare = line.replaceFirst("^[\\s\\p{Z}\\p{C}]+", "");
    return line.startsWith("\t") || !bare.isEmpty() && "=+-@".indexOf(bare.charAt(0)) >= 0;
  }

  /** What we guarded ourselves comes back as it was. */
  private static String unguarded(String cell) {
    String bare = cell.strip();
    return bare.startsWith("'") && formula(bare.substring(1)) ? bare.substring(1) : bare;
  }

  private static String text(byte[] content) {
    for (Map.Entry<String, Charset> wide :
        Map.of(
                "FEFF", StandardCharsets.UTF_16BE,
                "FFFE", StandardCharsets.UTF_16LE)
            .entrySet()) {
      if (content.length > 1
          && "%02X%02X".formatted(content[0], content[1]).equals(wide.getKey())) {
        return new String(content, 2, content.length - 2, wide.getValue());
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith(MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(content, WINDOWS);
    }
  }

  /** The one that stands most often between the names of the columns. */
  private static char separator(String text) {
    String names = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    String bare = names.replaceAll("\"[^\"]*\"", "");
    char best = ',';
    for (char c : new char[] {';', '\t'}) {
      best = count(bare, c) > count(bare, best) ? c : best;
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
