package id.lapor.evidence;

import id.lapor.platform.Packed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of an office program (ECMA-376, ISO/IEC 26300), and a copy of it that does nothing by
 * itself and tells nothing about its author. Every part is looked at; what is not known to be
 * harmless is not taken.
 */
final class Office {

  static final int MOST_PARTS = 2_000;

  /** What its parts may unfold to together, in bytes. */
  static final int MOST_UNFOLDED = 64 * 1024 * 1024;

  private static final int BLOCK = 16 * 1024;
  private static final String TYPE = "mimetype";
  private static final String TYPES = "[Content_Types].xml";

  /** Of the author, the program or the machine, or of no use without what was taken out. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "docProps/(?!core\\.xml|app\\.xml).*|docMetadata/.*|customXml/.*|_xmlsignatures/.*"
              + "|word/people\\.xml|(word|xl|ppt)/printerSettings/.*|xl/(persons|threadedComments)/.*"
              + "|ppt/changesInfos/.*|ppt/revisionInfo\\.xml|Thumbnails/.*|Configurations2/.*"
              + "|META-INF/documentsignatures\\.xml|manifest\\.rdf|layout-cache|.*/");

  private static final Pattern XML =
      Pattern.compile(
          "\\[Content_Types]\\.xml|((word|xl|ppt)/([\\w-]+/)?)?_rels/[\\w.-]*\\.rels"
              + "|(word|xl|ppt)/([\\w-]+/)?[\\w-]+\\.(xml|vml)"
              + "|META-INF/manifest\\.xml|content\\.xml|styles\\.xml");

  private static final Pattern PICTURE =
      Pattern.compile("((word|xl|ppt)/media|Pictures)/[\\w-]+\\.(?i:jpe?g|png)");

  private static final Pattern ACTING =
      Pattern.compile(
          "(?i).*(vba|macro|activex|embed|oleobj|ctrlprop|customui|externallink|connection"
              + "|querytable|webext|taskpane|revision|dialogsheet|afchunk).*");

  /** Who wrote it when with what, and how their windows lay. */
  private static final Map<String, String> EMPTIED =
      Map.of(
          "docProps/core.xml",
          "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>",
          "docProps/app.xml",
          "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>",
          "meta.xml",
          "<o:document-meta xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" o:version=\"1.2\"/>",
          "settings.xml",
          "<o:document-settings xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" o:version=\"1.2\"/>");

  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipFile in;
  private int left = MOST_UNFOLDED;

  private Office(ZipFile in) {
    this.in = in;
  }

  /**
   * What it says it holds.
   *
   * @return empty when it is a file of no office program, or of one whose files are not taken
   * @throws Unusable when it is a kind that acts by itself
   */
  static Optional<FileKind> kind(Path file) throws Unusable {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      Office office = new Office(zip);
      @Nullable ZipArchiveEntry type = zip.getEntry(TYPE);
      @Nullable ZipArchiveEntry types = zip.getEntry(TYPES);
      String told =
          type != null ? office.text(type) + "\"" : types != null ? office.text(types) : "";
      if (told.contains("macroEnabled")) {
        throw new Unusable(Unfit.ACTIVE);
      }
      return Arrays.stream(FileKind.values())
          .filter(FileKind::office)
          .filter(
              k -> told.equals(k.type() + "\"") || told.contains("\"" + k.type() + ".main+xml\""))
          .findFirst();
    } catch (IOException | RuntimeException e) {
      throw new Unusable(Unfit.DAMAGED);
    }
  }

  /** Writes the clean copy. */
  static void clean(Path original, Path copy) throws Unusable {
    try (ZipFile zip = ZipFile.builder().setPath(original).get();
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream out = new ZipOutputStream(file)) {
      new Office(zip).write(out);
    } catch (IOException | XMLStreamException | RuntimeException e) { // a stranger's file
      throw new Unusable(Unfit.DAMAGED);
    }
  }

  private void write(ZipOutputStream out) throws IOException, XMLStreamException, Unusable {
    List<ZipArchiveEntry> parts = Collections.list(in.getEntries());
    if (parts.size() > MOST_PARTS) {
      throw new Unusable(Unfit.UNFOLDS);
    }
    @Nullable ZipArchiveEntry type = in.getEntry(TYPE);
    if (type != null) {
      writeType(bytes(type), out);
    }
    for (ZipArchiveEntry part : parts) {
      if (!part.getName().equals(TYPE) && !leftOut(part.getName())) {
        ZipEntry entry = new ZipEntry(part.getName());
        entry.setTimeLocal(NO_TIME);
        out.putNextEntry(entry); // refuses a second one of the same name
        write(part, out);
        out.closeEntry();
      }
    }
  }

  /** First and not folded, as the standard of these files wants it. */
  private static void writeType(byte[] type, ZipOutputStream out) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(type);
    ZipEntry entry = new ZipEntry(TYPE);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(type.length);
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(NO_TIME);
    out.putNextEntry(entry);
    out.write(type);
    out.closeEntry();
  }

  private void write(ZipArchiveEntry part, OutputStream out)
      throws IOException, XMLStreamException, Unusable {
    String name = part.getName();
    @Nullable String emptied = EMPTIED.get(name);
    if (emptied != null) {
      out.write(
          ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + emptied)
              .getBytes(StandardCharsets.UTF_8));
    } else if (ACTING.matcher(name).matches()) {
      throw new Unusable(Unfit.ACTIVE);
    } else if (XML.matcher(name).matches()) {
      OfficePart.clean(name, bytes(part), out);
    } else if (PICTURE.matcher(name).matches()) {
      OfficePicture.clean(bytes(part), out);
    } else {
      throw new Unusable(Unfit.ACTIVE);
    }
  }

  static boolean leftOut(String name) {
    return LEFT_OUT.matcher(name).matches();
  }

  private String text(ZipArchiveEntry part) throws IOException, Unusable {
    return new String(bytes(part), StandardCharsets.UTF_8);
  }

  private byte[] bytes(ZipArchiveEntry part) throws IOException, Unusable {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (InputStream unfolded = Packed.unfolded(in, part)) {
      byte[] block = new byte[BLOCK];
      for (int n = unfolded.read(block); n >= 0; n = unfolded.read(block)) {
        left -= n;
        if (left < 0) {
          throw new Unusable(Unfit.UNFOLDS);
        }
        whole.write(block, 0, n);
      }
    }
    return whole.toByteArray();
  }
}
