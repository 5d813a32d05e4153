package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.GpsDirectory;
import id.lapor.platform.db.DatabaseTest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

@DatabaseTest
class EvidenceBoxIntegrationTests {

  @Autowired EvidenceBox box;
  @Autowired EvidenceAnswers answers;

  @Test
  void showsPhotosUprightAndWithoutWhereTheyWereTaken() throws Exception {
    byte[] photo = withExif(jpeg(300, 200), 6);
    assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(photo)).getDirectories())
        .anyMatch(d -> d instanceof GpsDirectory);

    Evidence evidence = taken(photo, "C:\\foto\\lampu.jpg");

    assertThat(evidence.name()).isEqualTo("lampu.jpg");
    var clean = box.file(evidence.id(), Rendition.CLEAN).orElseThrow();
    BufferedImage image = ImageIO.read(clean.toFile());
    assertThat(image.getWidth()).isEqualTo(200);
    assertThat(image.getHeight()).isEqualTo(300);
    assertThat(ImageMetadataReader.readMetadata(clean.toFile()).getDirectories())
        .noneMatch(d -> d.getName().startsWith("Exif") || d instanceof GpsDirectory);
    assertThat(box.file(evidence.id(), Rendition.ORIGINAL).orElseThrow()).hasBinaryContent(photo);
    assertThat(
            Files.getPosixFilePermissions(
                box.file(evidence.id(), Rendition.ORIGINAL).orElseThrow()))
        .hasSize(2);
  }

  @Test
  void claimsAFileNamedTwiceAndNoneThatIsGone() throws Exception {
    EvidenceId file = taken(jpeg(30, 30), "lampu.jpg").id();
    box.claim(List.of(file, file));
    EvidenceId gone = new EvidenceId(Long.MAX_VALUE);
    assertThatThrownBy(() -> box.claim(List.of(file, gone)))
        .hasMessageContaining("swept away before its report was filed");
  }

  @Test
  void judgesByContentAndNotByName() throws Exception {
    assertThat(taken(jpeg(30, 30), "laporan.pdf").kind()).isEqualTo(FileKind.JPEG);
    assertThat(refused("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), "foto.jpg"))
        .isEqualTo(Unfit.KIND);
    assertThat(refused(new byte[0], "foto.jpg")).isEqualTo(Unfit.EMPTY);
    assertThat(refused(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2}, "foto.jpg"))
        .isEqualTo(Unfit.DAMAGED);
    assertThat(refused(heic(), "foto.jpg")).isEqualTo(Unfit.HEIC);
  }

  @Test
  void stopsReadingWhatIsTooLarge() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThat(box.take(endless, "foto.jpg")).isEqualTo(new Taking.Refused(Unfit.TOO_LARGE));
  }

  /** A few dozen bytes that unfold to 20,000 × 20,000 pixels. */
  @Test
  void neverUnfoldsABomb() throws Exception {
    assertThat(refused(pngHeader(20_000, 20_000), "bom.png")).isEqualTo(Unfit.TOO_MANY_PIXELS);
  }

  @Test
  void takesTheTeethOutOfDocuments() throws Exception {
    Evidence evidence = taken(pdf(2, true, false), "surat.pdf");
    assertThat(evidence.pages()).isEqualTo(2);
    try (PDDocument clean =
        Loader.loadPDF(box.file(evidence.id(), Rendition.CLEAN).orElseThrow().toFile())) {
      assertThat(clean.getDocumentCatalog().getOpenAction()).isNull();
      assertThat(clean.getDocumentInformation().getAuthor()).isNull();
    }
    assertThat(refused(pdf(101, false, false), "buku.pdf")).isEqualTo(Unfit.TOO_MANY_PAGES);
    assertThat(refused(pdf(1, false, true), "rahasia.pdf")).isEqualTo(Unfit.LOCKED);
  }

  /** What a program would open by itself is sent as bytes to be saved. */
  @Test
  void sendsOfficeDocumentsToBeSavedAndTakesNoneOfOldFormats() throws Exception {
    Evidence evidence = taken(OfficeFile.xlsx().bytes(), "daftar.pdf");
    assertThat(evidence.kind()).isEqualTo(FileKind.XLSX);
    assertThat(evidence.name()).isEqualTo("daftar.pdf.xlsx");
    for (Rendition rendition : List.of(Rendition.CLEAN, Rendition.ORIGINAL)) {
      HttpHeaders sent = answers.send(evidence.id(), rendition).getHeaders();
      assertThat(sent.getContentType()).isEqualTo(MediaType.APPLICATION_OCTET_STREAM);
      assertThat(sent.getContentDisposition().isAttachment()).isTrue();
      assertThat(sent.getFirst("Content-Security-Policy")).contains("sandbox");
    }
    assertThat(refused(HostileFile.OLD_DOCUMENT.content(), "surat.docx"))
        .isEqualTo(Unfit.OLD_OFFICE);
    assertThat(refused(HostileFile.text("{\\rtf1\\ansi Jalan rusak}"), "surat.docx"))
        .isEqualTo(Unfit.OLD_OFFICE);
    assertThat(refused(HostileFile.MACRO.content(), "surat.docx")).isEqualTo(Unfit.ACTIVE);
    assertThat(refused(HostileFile.zip("surat.txt", "Jalan rusak"), "surat.docx"))
        .isEqualTo(Unfit.KIND);
  }

  @ParameterizedTest
  @EnumSource(Rendition.class)
  void leavesNothingBehindOfWhatItRefused(Rendition rendition) throws Exception {
    Evidence first = taken(jpeg(20, 20), "a.jpg");
    assertThat(refused(pngHeader(20_000, 20_000), "bom.png")).isNotNull();
    EvidenceId next = new EvidenceId(first.id().value() + 1);
    assertThat(box.file(next, rendition)).isEmpty();
  }

  private Evidence taken(byte[] content, String name) {
    Taking taking = box.take(new ByteArrayInputStream(content), name);
    assertThat(taking).isInstanceOf(Taking.Taken.class);
    return ((Taking.Taken) taking).evidence();
  }

  private Unfit refused(byte[] content, String name) {
    Taking taking = box.take(new ByteArrayInputStream(content), name);
    assertThat(taking).isInstanceOf(Taking.Refused.class);
    return ((Taking.Refused) taking).why();
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.ORANGE);
    g.fillRect(0, 0, width / 2, height);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** Puts an EXIF block with an orientation and a position behind the first marker. */
  private static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 24 + 4 + 2 + 12 + 4);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
    tiff.putInt(0);
    tiff.putShort((short) 1);
    tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(new byte[] {'S', 0, 0, 0});
    tiff.putInt(0);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity());
    out.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + tiff.capacity()));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  private static byte[] heic() {
    ByteBuffer box = ByteBuffer.allocate(64);
    box.putInt(24).put("ftypheic".getBytes(StandardCharsets.US_ASCII)).putInt(0);
    return box.put("mif1heic".getBytes(StandardCharsets.US_ASCII)).array();
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    ByteBuffer png = ByteBuffer.allocate(64);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}).putInt(13);
    return png.put(header.array()).putInt((int) crc.getValue()).array();
  }

  private static byte[] pdf(int pages, boolean armed, boolean locked) throws IOException {
    try (PDDocument pdf = new PDDocument()) {
      for (int i = 0; i < pages; i++) {
        pdf.addPage(new PDPage());
      }
      pdf.getDocumentInformation().setAuthor("Pelapor");
      if (armed) {
        pdf.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
      }
      if (locked) {
        pdf.protect(new StandardProtectionPolicy("a", "b", new AccessPermission()));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    }
  }
}
