package id.lapor.platform.table;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What officers' spreadsheets save is read as they see it, and no file does harm. */
class TableFileTests {

  private static final List<String> NAMES = List.of("uraian", "telepon");

  private static Table.Row row(int line, String... cells) {
    return new Table.Row(line, List.of(cells));
  }

  private static Table read(String csv) throws Unreadable {
    return TableFile.read(csv.getBytes(UTF_8));
  }

  private static void refused(byte[] content, Unreadable.Why why) {
    assertThatExceptionOfType(Unreadable.class)
        .isThrownBy(() -> TableFile.read(content))
        .satisfies(e -> assertThat(e.why()).isEqualTo(why));
  }

  private static byte[] book(java.util.function.Consumer<Worksheet> cells) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Test", null)) {
      cells.accept(book.newWorksheet("Data"));
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void takesWhateverStandsBetweenTheValues(String between) throws Unreadable {
    assertThat(
            read(
                "\uFEFFuraian"
                    + between
                    + "telepon\r\n\r\n\"Jalan; rusak, parah\t\""
                    + between
                    + "0812\r\n"))
        .isEqualTo(new Table(NAMES, List.of(row(3, "Jalan; rusak, parah", "0812"))));
  }

  @Test
  void countsLinesAsTheSpreadsheetDoes() throws Unreadable {
    Table table = read("uraian,telepon\n\"dua\nbaris\",1\n,\nlima,2\n");
    assertThat(table.rows()).containsExactly(row(2, "dua\nbaris", "1"), row(5, "lima", "2"));
  }

  @Test
  void readsWhatWindowsAndExcelSaveBesidesUtf8() throws Unreadable {
    String text = "uraian;telepon\nCafé “Melati”;1\n";
    Table wanted = new Table(NAMES, List.of(row(2, "Café “Melati”", "1")));
    assertThat(TableFile.read(text.getBytes(Charset.forName("windows-1252")))).isEqualTo(wanted);
    byte[] wide = ("\uFEFF" + text.replace(';', '\t')).getBytes(UTF_16LE);
    assertThat(TableFile.read(wide)).isEqualTo(wanted);
  }

  @Test
  void readsNumbersOfAWorkbookAsTheyWereTyped() throws Exception {
    byte[] book =
        book(s -> {
          s.value(0, 0, "uraian");
          s.value(0, 1, "telepon");
          s.value(2, 0, " Lampu mati ");
          s.value(2, 1, 81_234_567_890_123L);
          s.value(3, 0, true);
          s.formula(3, 1, "1+1");
        });
    assertThat(TableFile.read(book).rows())
        .first()
        .isEqualTo(row(3, "Lampu mati", "81234567890123"));
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrote(TableFile form) throws Unreadable {
    Table table =
        new Table(
            NAMES,
            List.of(
                row(2, "=HYPERLINK(\"http://jahat.example\")", "+6281234567890"),
                row(3, "Tanda \"kutip\"; titik koma", "0812"),
                row(4, "-5 derajat", "@akun"),
                row(5, "dua\nbaris", "")));
    assertThat(TableFile.read(form.write(table)))
        .usingRecursiveComparison()
        .ignoringFields("rows.line")
        .isEqualTo(table);
  }

  /** Whatever a spreadsheet would take as a formula is text in it, blanks and later lines too. */
  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@A1", "\t=1", " =1", "\u00A0=1", "halo\n=1", "halo\r\n +1"})
  void writesNoFormula(String cell) {
    Table table = new Table(List.of("a", "b"), List.of(row(2, cell, "x")));
    String csv = new String(TableFile.CSV.write(table), UTF_8);
    String second = csv.lines().skip(1).findFirst().orElseThrow();
    assertThat(csv.lines()).hasSize(2);
    assertThat(second.replaceFirst("^\"", "")).startsWith("'");
  }

  @Test
  void refusesWhatIsNoTableInASentence() throws IOException {
    refused(new byte[0], Unreadable.Why.EMPTY);
    refused(" \n\n".getBytes(UTF_8), Unreadable.Why.EMPTY);
    refused(new byte[TableFile.LARGEST + 1], Unreadable.Why.TOO_LARGE);
    refused("a,,b\n1,2,3".getBytes(UTF_8), Unreadable.Why.NAMES);
    refused("a,A\n1,2".getBytes(UTF_8), Unreadable.Why.NAMES);
    refused("a,b\n1,2,3".getBytes(UTF_8), Unreadable.Why.NAMES);
    refused("a,b\n\"1,2".getBytes(UTF_8), Unreadable.Why.NO_TABLE);
    refused(new byte[] {'a', ',', 0, 'b'}, Unreadable.Why.NO_TABLE);
    refused(
        new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1}, Unreadable.Why.OLD_OR_LOCKED);
    refused(zip("xl/workbook.xml", 10), Unreadable.Why.NO_TABLE);
    refused(
        ("a\n" + "x\n".repeat(Table.MOST_ROWS + 1)).getBytes(UTF_8), Unreadable.Why.TOO_MANY_ROWS);
    refused(
        "a,".repeat(Table.MOST_COLUMNS).concat("a").getBytes(UTF_8),
        Unreadable.Why.TOO_MANY_COLUMNS);
  }

  @Test
  void refusesAWorkbookThatUnfoldsWithoutEnd() throws IOException {
    refused(zip("xl/sharedStrings.xml", 80 * 1024 * 1024), Unreadable.Why.TOO_LARGE);
  }

  /** Found by changing bytes: there is no reader here for how it says it is folded. */
  @Test
  void refusesAWorkbookFoldedInAnotherWay() throws IOException {
    byte[] other =
        HostileZip.foldedBy(93, TableFile.XLSX.write(new Table(List.of("a"), List.of())));
    refused(other, Unreadable.Why.NO_TABLE);
  }

  private static byte[] zip(String part, int zeros) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(part));
      zip.write(new byte[zeros]);
    }
    return out.toByteArray();
  }

  /** A workbook with another sheet. */
  private static byte[] changed(byte[] book, UnaryOperator<String> sheet) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipFile in = ZipFile.builder().setByteArray(book).get();
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipArchiveEntry e : Collections.list(in.getEntries())) {
        zip.putNextEntry(new ZipEntry(e.getName()));
        String part = new String(in.getInputStream(e).readAllBytes(), UTF_8);
        boolean changes = e.getName().contains("worksheets/");
        zip.write((changes ? sheet.apply(part) : part).getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }

  /** A file of the server named as an entity stays on the server. */
  @Test
  void followsNoEntity() throws IOException {
    byte[] book = book(s -> s.inlineString(0, 0, "MARK"));
    String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet";
    refused(
        changed(book, s -> s.replace("<worksheet", entity).replace("MARK", "&e;")),
        Unreadable.Why.NO_TABLE);
  }

  /** Room for every column up to that one would be all the memory there is. */
  @ParameterizedTest
  @ValueSource(strings = {"ZZZZZZ2", "a2", "A99999999", "2", "", "A-2"})
  void refusesACellThatStandsNowhere(String address) throws IOException {
    byte[] book = book(s -> s.inlineString(1, 0, "isi"));
    refused(
        changed(book, s -> s.replace("r=\"A2\"", "r=\"" + address + "\"")),
        Unreadable.Why.NO_TABLE);
  }

  @Test
  void refusesTwoLinesOfOneNumber() throws IOException {
    byte[] book =
        book(s -> {
          s.inlineString(0, 0, "uraian");
          s.inlineString(1, 0, "satu");
          s.inlineString(2, 0, "dua");
        });
    refused(changed(book, s -> s.replace("<row r=\"3\"", "<row r=\"2\"")), Unreadable.Why.NO_TABLE);
  }

  /** A thousand damaged workbooks and texts: read or refused, and nothing else. */
  @Test
  void breaksOnNothing() throws IOException {
    byte[] book =
        book(s -> {
          for (int i = 0; i < 60; i++) {
            s.value(i / 6, i % 6, i % 2 == 0 ? "isi " + i : null);
          }
        });
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = (i % 2 == 0 ? book : "a;b\n\"1\";2\n".getBytes(UTF_8)).clone();
      for (int n = 0; n <= i % 7; n++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        TableFile.read(damaged);
      } catch (Unreadable e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 999);
  }
}
