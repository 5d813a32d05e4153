package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that fetch something where programs read them otherwise than they look. */
class FetchingOfficeTests {

  private static final String KIND =
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\"";

  @TempDir Path folder;

  private @Nullable Unfit refused(OfficeFile office) throws IOException {
    Path sent = Files.write(folder.resolve("sent"), office.bytes());
    @Nullable Unusable e =
        catchThrowableOfType(Unusable.class, () -> Office.clean(sent, folder.resolve("clean")));
    return e == null ? null : e.why();
  }

  private static OfficeFile related(String attributes) {
    return OfficeFile.docx()
        .with(
            "word/_rels/document.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship xmlns:x=\"urn:x\" Id=\"r1\" "
                + KIND
                + " "
                + attributes
                + "/></Relationships>");
  }

  /** Of two modes one program takes the one, another the other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x:TargetMode=\"Internal\" Target=\"file://jahat/s/x.png\" TargetMode=\"External\"",
        "TargetMode=\"External\" x:TargetMode=\"Internal\" Target=\"file://jahat/s/x.png\"",
        "x:TargetMode=\"External\" Target=\"file://jahat/s/x.png\"",
        "x:Target=\"media/a.png\" Target=\"https://jahat.example/x.png\" TargetMode=\"External\"",
        "Target=\"https://jahat.example/x.png\" TargetMode=\"external\"",
        "Target=\"https://jahat.example/x.png\"",
        "Target=\"//jahat.example/x.png\"",
        "Target=\"\\\\jahat\\s\\x.png\"",
      })
  void areNotTakenWithRelationsOfTwoMeanings(String attributes) throws IOException {
    assertThat(refused(related(attributes))).isEqualTo(Unfit.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Target=\"media/image1.png\"",
        "Target=\"/word/media/image1.png\" TargetMode=\"Internal\"",
        "Target=\"#bab-1\""
      })
  void keepRelationsOfTheirOwn(String attributes) throws IOException {
    assertThat(refused(related(attributes))).isNull();
  }

  /** Pictures drawn as lines and areas are filled with. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<v:fill xmlns:v='urn:schemas-microsoft-com:vml' src='https://jahat.example/a.png'/>",
        "<v:stroke xmlns:v='urn:schemas-microsoft-com:vml' src='file://jahat/a.png'/>",
        "<v:fill xmlns:o='urn:schemas-microsoft-com:office:office' xmlns:v='v' o:althref='https://a'/>",
        "<w:fldChar xmlns:x='urn:x' x:fldCharType='end' w:fldCharType='begin'/>"
      })
  void areNotTakenWithDrawingsThatFetch(String element) throws IOException {
    OfficeFile office = OfficeFile.docx().with("word/document.xml", OfficeFile.text(element));
    assertThat(refused(office)).isEqualTo(Unfit.ACTIVE);
  }

  /** Cells elsewhere, and names of what fetches where it is called by another. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "['http://jahat.example/x.ods'#$Sheet1.A1]",
        "['lain.ods' #$Sheet1.A1]",
        "MAP(A1:A2,_xleta.WEBSERVICE)",
        "'C:\\[lain.xlsx]Sheet1'!A1",
        "'\\\\jahat\\s\\[lain.xlsx]Sheet1'!A1",
        "'https://jahat.example/[lain.xlsx]Sheet1'!A1",
        "'a\"b'!A1&amp;WEBSERVICE(\"https://jahat.example\")",
        "Tabel[a\"b]&amp;WEBSERVICE(\"https://jahat.example\")",
        "Tabel[[#All],[a\"b]]&amp;WEBSERVICE(\"https://jahat.example\")",
        "[[a\"b]&amp;WEBSERVICE(\"https://jahat.example\")",
        "\"'\"&amp;'file:///lain.ods'#$Sheet1.A1"
      })
  void areNotTakenWithFormulasThatReachElsewhere(String formula) throws IOException {
    assertThat(refused(OfficeFile.ods("of:=" + formula.replace("\"", "&quot;"))))
        .isEqualTo(Unfit.ACTIVE);
    assertThat(
            refused(OfficeFile.xlsx().with("xl/worksheets/sheet1.xml", OfficeFile.cell(formula))))
        .isEqualTo(Unfit.ACTIVE);
  }

  /** Brackets that never close are looked through once, however many cells have them. */
  @Test
  void areReadInTimeWithNothingButBrackets() throws IOException {
    String formula = "<c><f>" + "[".repeat(30_000) + "</f><v>1</v></c>";
    OfficeFile sheet =
        OfficeFile.xlsx()
            .with(
                "xl/worksheets/sheet1.xml",
                OfficeFile.sheet(
                    "worksheet", "<sheetData>" + formula.repeat(300) + "</sheetData>"));
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(refused(sheet)).isNull());
  }

  /** No program writes one so long, and nobody looks through it. */
  @Test
  void areNotTakenWithFormulasAsLongAsABook() throws IOException {
    String formula = "[".repeat(40_000);
    assertThat(refused(OfficeFile.ods("of:=" + formula))).isEqualTo(Unfit.UNFOLDS);
    assertThat(
            refused(OfficeFile.xlsx().with("xl/worksheets/sheet1.xml", OfficeFile.cell(formula))))
        .isEqualTo(Unfit.UNFOLDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUM('Lampu jalan'!A1:A2)",
        "SUM(['Lampu jalan'.A1:.B2])",
        "\"Jum'at: \"&amp;A1&amp;\" 'https://lapor.example'#\"",
        "'It''s'!A1#",
        "SUM('1:31'!B5)",
        "SUM('Jan:Des 24'!B2)",
        "SUM(A:B!C1)",
        "IF(A1=\"RTD\",1,2)",
        "IF(A1=\"Image (foto)\",Tabel[Jumlah],\"\")",
        "RTD!A1+1",
        "DDE*2"
      })
  void keepFormulasThatReachWithin(String formula) throws IOException {
    OfficeFile sheet = OfficeFile.xlsx();
    assertThat(refused(sheet.with("xl/worksheets/sheet1.xml", OfficeFile.cell(formula)))).isNull();
  }

  /** As the office programs write them: each cell tells its type in two name spaces. */
  @ParameterizedTest
  @ValueSource(strings = {"float", "string"})
  void keepCellsThatTellTheirTypeTwice(String type) throws IOException {
    String cell =
        "<table:table-cell office:value-type=\"%1$s\" calcext:value-type=\"%1$s\"/>"
            .formatted(type);
    assertThat(refused(OfficeFile.open(FileKind.ODS, cell))).isNull();
  }
}
