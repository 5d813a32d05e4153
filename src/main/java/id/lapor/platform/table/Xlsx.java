package id.lapor.platform.table;

import id.lapor.platform.Packed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The first sheet of a workbook. Formulas are read as what they came to; nothing is computed. */
final class Xlsx {

  /** What a workbook's parts may unfold to together, in bytes. */
  private static final int MOST_UNFOLDED = 64 * 1024 * 1024;

  private static final int MOST_PARTS = 200;
  private static final int BLOCK = 16 * 1024;
  private static final double WIDTH = 22;

  private Xlsx() {}

  static List<Table.Row> lines(byte[] content) throws Unreadable {
    byte[] bounded = bounded(content);
    List<Table.Row> lines = new ArrayList<>();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bounded));
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      int before = 0;
      for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
        Row row = each.next();
        if (row.getRowNum() <= before) {
          throw new Unreadable(Unreadable.Why.NO_TABLE);
        }
        before = row.getRowNum();
        List<String> cells = row.stream().limit(Table.MOST_COLUMNS + 1L).map(Xlsx::text).toList();
        TableFile.add(lines, row.getRowNum(), cells);
      }
    } catch (IOException | RuntimeException e) { // a stranger's file can break the reader anywhere
      throw new Unreadable(Unreadable.Why.NO_TABLE, e);
    }
    return lines;
  }

  static byte[] write(Table table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Lapor", null)) {
      Worksheet sheet = book.newWorksheet("Laporan");
      write(sheet, 0, table.columns());
      for (int i = 0; i < table.columns().size(); i++) {
        sheet.width(i, WIDTH);
        sheet.style(0, i).bold().set();
        sheet.style(i).format("@").set();
      }
      sheet.freezePane(0, 1);
      for (int i = 0; i < table.rows().size(); i++) {
        write(sheet, i + 1, table.rows().get(i).cells());
      }
    }
    return out.toByteArray();
  }

  /** As text, so that a number of a telephone keeps its zero and nothing is a formula. */
  private static void write(Worksheet sheet, int line, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      sheet.inlineString(line, i, cells.get(i));
    }
  }

  private static String text(@Nullable Cell cell) {
    if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
      return "";
    }
    return cell.getValue() instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : cell.getText().strip();
  }

  /**
   * The same workbook with what a table needs of it, unfolded once within the limits: what reads it
   * next cannot be made to unfold more.
   */
  private static byte[] bounded(byte[] content) throws Unreadable {
    ByteArrayOutputStream bounded = new ByteArrayOutputStream();
    try (ZipFile in = ZipFile.builder().setByteArray(content).get();
        ZipOutputStream out = new ZipOutputStream(bounded)) {
      int left = MOST_UNFOLDED;
      List<ZipArchiveEntry> parts = Collections.list(in.getEntries());
      if (parts.size() > MOST_PARTS) {
        throw new Unreadable(Unreadable.Why.TOO_LARGE);
      }
      for (ZipArchiveEntry part : parts) {
        if (needed(part.getName())) {
          out.putNextEntry(new ZipEntry(part.getName()));
          ByteArrayOutputStream whole = new ByteArrayOutputStream();
          try (InputStream unfolded = Packed.unfolded(in, part)) {
            left = copy(unfolded, whole, left);
          }
          SheetAddresses.check(whole.toByteArray());
          whole.writeTo(out);
        }
      }
    } catch (IOException | XMLStreamException | RuntimeException e) { // as above
      throw new Unreadable(Unreadable.Why.NO_TABLE, e);
    }
    return bounded.toByteArray();
  }

  private static boolean needed(String part) {
    String name = part.toLowerCase(Locale.ROOT);
    return name.endsWith(".xml") || name.endsWith(".rels");
  }

  private static int copy(InputStream in, OutputStream out, int most)
      throws IOException, Unreadable {
    byte[] block = new byte[BLOCK];
    int left = most;
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      left -= n;
      if (left < 0) {
        throw new Unreadable(Unreadable.Why.TOO_LARGE);
      }
      out.write(block, 0, n);
    }
    return left;
  }
}
