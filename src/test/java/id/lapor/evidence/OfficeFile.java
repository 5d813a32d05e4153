package id.lapor.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of office programs as those write them, made part by part. */
final class OfficeFile {

  static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s"
          + "</Relationships>";
  private static final String KIND =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  private OfficeFile() {}

  static OfficeFile docx() {
    return new OfficeFile()
        .types("/word/document.xml", FileKind.DOCX.type() + ".main+xml")
        .relations("_rels/.rels", "officeDocument", "word/document.xml", false)
        .with("word/document.xml", text("<w:p><w:r><w:t>Jalan rusak</w:t></w:r></w:p>"));
  }

  static OfficeFile xlsx() {
    return new OfficeFile()
        .types("/xl/workbook.xml", FileKind.XLSX.type() + ".main+xml")
        .relations("_rels/.rels", "officeDocument", "xl/workbook.xml", false)
        .relations("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml", false)
        .with("xl/workbook.xml", sheet("workbook", "<definedNames/>"))
        .with("xl/worksheets/sheet1.xml", cell("SUM(A2:A3)"));
  }

  static OfficeFile pptx() {
    return new OfficeFile()
        .types("/ppt/presentation.xml", FileKind.PPTX.type() + ".main+xml")
        .relations("_rels/.rels", "officeDocument", "ppt/presentation.xml", false)
        .with("ppt/presentation.xml", "<p:presentation xmlns:p=\"urn:p\"/>");
  }

  static OfficeFile odt() {
    return open(FileKind.ODT, "<text:p>Jalan rusak</text:p>");
  }

  static OfficeFile ods(String formula) {
    return open(
        FileKind.ODS, "<table:table-cell table:formula=\"" + formula + "\"></table:table-cell>");
  }

  static OfficeFile open(FileKind kind, String body) {
    String entries = "";
    for (String name : new String[] {"/", "content.xml", "meta.xml", "Thumbnails/thumbnail.png"}) {
      entries += "<m:file-entry m:full-path=\"" + name + "\" m:media-type=\"\"/>";
    }
    return new OfficeFile()
        .with("mimetype", kind.type())
        .with(
            "META-INF/manifest.xml",
            "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
                + entries
                + "</m:manifest>")
        .with(
            "content.xml",
            "<office:document-content xmlns:office=\"urn:office\" xmlns:text=\"urn:text\""
                + " xmlns:table=\"urn:table\" xmlns:dc=\"urn:dc\" xmlns:draw=\"urn:draw\""
                + " xmlns:xlink=\"urn:xlink\" xmlns:calcext=\"urn:calcext:1.0\""
                + " xmlns:script=\"urn:oasis:names:tc:opendocument:xmlns:script:1.0\">"
                + body
                + "</office:document-content>");
  }

  static String text(String body) {
    return "<w:document xmlns:w=\"" + WORD + "\"><w:body>" + body + "</w:body></w:document>";
  }

  static String cell(String formula) {
    return sheet("worksheet", "<sheetData><c><f>" + formula + "</f><v>1</v></c></sheetData>");
  }

  static String sheet(String root, String body) {
    return "<" + root + " xmlns=\"" + SHEET + "\">" + body + "</" + root + ">";
  }

  static String field(String... pieces) {
    StringBuilder runs = new StringBuilder("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
    for (String piece : pieces) {
      runs.append("<w:r><w:instrText>").append(piece).append("</w:instrText></w:r>");
    }
    return runs + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  }

  private OfficeFile types(String main, String type) {
    return with(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/docProps/custom.xml\" ContentType=\"x\"/>"
            + "<Override PartName=\""
            + main
            + "\" ContentType=\""
            + type
            + "\"/></Types>");
  }

  OfficeFile relations(String part, String kind, String target, boolean external) {
    String relation =
        "<Relationship Id=\"r1\" Type=\""
            + KIND
            + kind
            + "\" Target=\""
            + target
            + (external ? "\" TargetMode=\"External" : "")
            + "\"/>";
    return with(part, RELATIONS.formatted(relation));
  }

  OfficeFile with(String part, String content) {
    return with(part, content.getBytes(StandardCharsets.UTF_8));
  }

  OfficeFile with(String part, byte[] content) {
    parts.put(part, content);
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
