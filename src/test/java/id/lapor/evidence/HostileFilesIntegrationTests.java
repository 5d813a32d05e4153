package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.platform.db.DatabaseTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Files that want to do more than show something. */
@DatabaseTest
class HostileFilesIntegrationTests {

  private static final String SCRIPT = "<script>alert(document.cookie)</script>";

  @Autowired EvidenceBox box;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>1</script></svg>",
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
        "<html><body>" + SCRIPT + "</body></html>",
        "MZ\u0090\u0000 this program cannot be run",
        "#!/bin/sh\nrm -rf /",
        "GIF89a not taken in either",
        "%!PS-Adobe-3.0\n(%pipe%id) (w) file",
        "push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 '|id'"
      })
  void takesInNothingButPhotosAndDocuments(String content) {
    assertThat(taking(content.getBytes(StandardCharsets.ISO_8859_1), "foto.jpg"))
        .isInstanceOf(Taking.Refused.class);
  }

  @Test
  void showsNothingOfWhatHidesBehindAPhoto() throws Exception {
    for (String format : new String[] {"jpeg", "png"}) {
      byte[] polyglot = joined(picture(format), zip("index.html", SCRIPT), SCRIPT);
      Evidence taken = taken(polyglot, "foto." + format);
      for (Rendition shape : new Rendition[] {Rendition.CLEAN, Rendition.THUMB}) {
        String shown = read(taken, shape);
        assertThat(shown).doesNotContain("script", "index.html", "PK\u0003\u0004");
      }
    }
  }

  @Test
  void takesNoPageThatDressesAsAPhoto() {
    byte[] dressed = joined("<!--\u00ff\u00d8\u00ff\u00e0".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(taking(joined(dressed, SCRIPT), "foto.jpg")).isInstanceOf(Taking.Refused.class);
    byte[] gifar = joined("GIF89a".getBytes(StandardCharsets.US_ASCII), zip("a.class", "x"));
    assertThat(taking(gifar, "foto.gif")).isInstanceOf(Taking.Refused.class);
  }

  @Test
  void unfoldsNoBombs() throws Exception {
    assertThat(taking(zip("0.txt", "0".repeat(5_000_000)), "foto.jpg"))
        .isInstanceOf(Taking.Refused.class);
    byte[] cut = picture("jpeg");
    assertThat(taking(java.util.Arrays.copyOf(cut, cut.length / 3), "foto.jpg")).isNotNull();
    assertThat(taking(new byte[0], "foto.jpg")).isEqualTo(new Taking.Refused(Unfit.EMPTY));
  }

  @Test
  void leavesADocumentNothingToActWith() throws Exception {
    Evidence taken = taken(armed(), "surat.pdf");
    String clean = read(taken, Rendition.CLEAN);
    assertThat(clean)
        .startsWith("%PDF")
        .doesNotContain(
            "/JavaScript",
            "/JS",
            "/Launch",
            "/EmbeddedFile",
            "/AcroForm",
            "/XFA",
            "/OpenAction",
            "/AA",
            "app.alert",
            "Pelapor Kenari");
    assertThat(read(taken, Rendition.ORIGINAL)).contains("/JavaScript");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../../../etc/passwd | passwd.jpg",
        "C:\\Windows\\system32\\cmd.exe | cmd.exe.jpg",
        "foto.jpg | foto.jpg",
        "FOTO.JPG | FOTO.jpg",
        "foto.php | foto.php.jpg",
        "foto.jpg.html | foto.jpg.html.jpg",
        ".htaccess | htaccess.jpg",
        "... | bukti.jpg",
        "a\"b<c>d.jpg | abcd.jpg",
        "'' | bukti.jpg"
      })
  void showsNamesThatAreOnlyNames(String sent, String shown) throws Exception {
    assertThat(taken(picture("jpeg"), sent).name()).isEqualTo(shown);
  }

  @Test
  void showsNamesInTheDirectionTheyAreWritten() throws Exception {
    String turned = "foto\u202Egpj.exe\u200B\u0000\r\nSet-Cookie: a";
    assertThat(taken(picture("jpeg"), turned).name()).isEqualTo("fotogpj.exeSet-Cookie a.jpg");
    String faces = "\uD83D\uDE00".repeat(90);
    String cut = taken(picture("jpeg"), faces).name();
    assertThat(cut.length()).isLessThanOrEqualTo(100);
    assertThat(cut).matches("(\uD83D\uDE00)+\\.jpg");
  }

  private Taking taking(byte[] content, String name) {
    return box.take(new ByteArrayInputStream(content), name);
  }

  private Evidence taken(byte[] content, String name) {
    Taking taking = taking(content, name);
    assertThat(taking).isInstanceOf(Taking.Taken.class);
    return ((Taking.Taken) taking).evidence();
  }

  private String read(Evidence evidence, Rendition shape) throws IOException {
    return new String(
        Files.readAllBytes(box.file(evidence.id(), shape).orElseThrow()),
        StandardCharsets.ISO_8859_1);
  }

  private static byte[] picture(String format) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, Color.ORANGE.getRGB());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static byte[] zip(String name, String content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second, String third) {
    return joined(joined(first, second), third);
  }

  private static byte[] joined(byte[] first, String second) {
    return joined(first, second.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Every way a document has to act by itself. */
  private static byte[] armed() throws IOException {
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      PDActionJavaScript script = new PDActionJavaScript("app.alert(1)");
      pdf.getDocumentInformation().setAuthor("Pelapor Kenari");
      pdf.getDocumentCatalog().setOpenAction(script);
      PDAnnotationLink link = new PDAnnotationLink();
      link.setAction(new PDActionLaunch());
      page.getAnnotations().add(link);
      COSDictionary acts = new COSDictionary();
      acts.setItem(COSName.O, script.getCOSObject());
      page.getCOSObject().setItem(COSName.AA, acts);
      PDDocumentOutline outline = new PDDocumentOutline();
      PDOutlineItem item = new PDOutlineItem();
      item.setTitle("Bab 1");
      item.setAction(script);
      outline.addLast(item);
      pdf.getDocumentCatalog().setDocumentOutline(outline);
      PDAcroForm form = new PDAcroForm(pdf);
      form.getCOSObject().setItem(COSName.XFA, new COSString("<xdp/>"));
      pdf.getDocumentCatalog().setAcroForm(form);
      PDComplexFileSpecification attached = new PDComplexFileSpecification();
      attached.setFile("a.exe");
      attached.setEmbeddedFile(
          new PDEmbeddedFile(pdf, new ByteArrayInputStream(new byte[] {'M', 'Z'})));
      PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
      files.setNames(java.util.Map.of("a.exe", attached));
      PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
      names.setEmbeddedFiles(files);
      pdf.getDocumentCatalog().setNames(names);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out, org.apache.pdfbox.pdfwriter.compress.CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    }
  }
}
