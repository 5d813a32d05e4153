package id.lapor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTests {

  private static final String CANARY = "canary-4711";

  @TempDir Path folder;

  @Test
  void leavesNoLinkNoteFileOrPropertyInTheCopy() throws Exception {
    Path original = folder.resolve("original.pdf");
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      PDAnnotationLink link = new PDAnnotationLink();
      PDActionURI action = new PDActionURI();
      action.setURI("https://example.org/" + CANARY);
      link.setAction(action);
      page.getAnnotations().add(link);
      pdf.getDocumentInformation().setAuthor(CANARY);
      PDMetadata xmp =
          new PDMetadata(pdf, new ByteArrayInputStream(CANARY.getBytes(StandardCharsets.US_ASCII)));
      pdf.getDocumentCatalog().setMetadata(xmp);
      attach(pdf);
      pdf.save(original.toFile());
    }
    Path copy = folder.resolve("copy.pdf");
    assertThat(Document.clean(original, copy)).isEqualTo(1);
    try (PDDocument clean = Loader.loadPDF(copy.toFile())) {
      assertThat(clean.getDocumentCatalog().getNames()).isNull();
      assertThat(clean.getDocumentCatalog().getMetadata()).isNull();
      assertThat(clean.getPage(0).getAnnotations()).isEmpty();
      assertThat(clean.getDocumentInformation().getAuthor()).isNull();
    }
    assertThat(Files.readString(original, StandardCharsets.ISO_8859_1)).contains(CANARY);
    assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
  }

  /** Each alone is found in the original, whatever it is folded into, and not in the copy. */
  @ParameterizedTest
  @EnumSource
  void takesOutEachWayToActOrToTell(HostilePdf arm) throws Exception {
    Path original = Files.write(folder.resolve("original.pdf"), HostilePdf.with(arm));
    Path copy = folder.resolve("copy.pdf");
    assertThat(Document.clean(original, copy)).isEqualTo(1);
    assertThat(HostilePdf.harm(original)).isNotEmpty();
    assertThat(HostilePdf.harm(copy)).isEmpty();
  }

  /** The pictures of a page stay, pixel by pixel. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {".*PICTURE", ".*PHOTO.*"})
  void showsThePictureAsItWas(HostilePdf arm) throws Exception {
    Path original = Files.write(folder.resolve("original.pdf"), HostilePdf.with(arm));
    Path copy = folder.resolve("copy.pdf");
    Document.clean(original, copy);
    try (PDDocument before = Loader.loadPDF(original.toFile());
        PDDocument after = Loader.loadPDF(copy.toFile())) {
      assertThat(picture(after).getRGB(0, 0, 40, 30, null, 0, 40))
          .isEqualTo(picture(before).getRGB(0, 0, 40, 30, null, 0, 40));
    }
  }

  private static BufferedImage picture(PDDocument pdf) throws IOException {
    PDResources shown = pdf.getPage(0).getResources();
    COSName name = shown.getXObjectNames().iterator().next();
    return ((PDImageXObject) shown.getXObject(name)).getImage();
  }

  /** What a program calls by such a name is no such thing. */
  @Test
  void keepsAPictureThatIsCalledLikeWhatGoes() throws Exception {
    Path original = folder.resolve("original.pdf");
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      PDResources shown = new PDResources();
      PDImageXObject picture =
          PDImageXObject.createFromByteArray(pdf, HostileFile.picture("jpeg"), "foto.jpg");
      shown.put(COSName.AF, picture);
      page.setResources(shown);
      pdf.save(original.toFile());
    }
    Path copy = folder.resolve("copy.pdf");
    Document.clean(original, copy);
    try (PDDocument clean = Loader.loadPDF(copy.toFile())) {
      assertThat(picture(clean).getWidth()).isEqualTo(40);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%PDF-1.7", "%PDF-1.7\n%%EOF", "not a document"})
  void refusesWhatIsNoDocument(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.pdf"), content);
    assertThatThrownBy(() -> Document.clean(file, folder.resolve("copy.pdf")))
        .isInstanceOf(Unusable.class)
        .extracting(e -> ((Unusable) e).why())
        .isEqualTo(Unfit.DAMAGED);
  }

  private static void attach(PDDocument pdf) throws IOException {
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile(CANARY + ".exe");
    file.setEmbeddedFile(
        new PDEmbeddedFile(
            pdf, new ByteArrayInputStream(CANARY.getBytes(StandardCharsets.US_ASCII))));
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(Map.of(CANARY, file));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    pdf.getDocumentCatalog().setNames(names);
  }
}
