package id.lapor.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;

/** The search for what is hidden would be blind where words are packed. */
class UnfoldedTests {

  private static final String WORD = "KenariTeks10";

  @Test
  void readsPaper() throws IOException {
    byte[] paper = paper();
    assertThat(new String(paper, StandardCharsets.UTF_8)).doesNotContain(WORD);
    assertThat(Unfolded.words(paper)).contains(WORD);
  }

  @Test
  void readsWhatIsPackedAndPaperWithin() throws IOException {
    assertThat(Unfolded.words(packed("a.txt", WORD.getBytes(StandardCharsets.UTF_8))))
        .contains(WORD);
    assertThat(Unfolded.words(packed("a.pdf", paper()))).contains(WORD);
    assertThat(Unfolded.words(packed(WORD, new byte[0]))).contains(WORD);
  }

  private static byte[] paper() throws IOException {
    try (PDDocument paper = new PDDocument()) {
      PDPage page = new PDPage();
      paper.addPage(page);
      try (PDPageContentStream text = new PDPageContentStream(paper, page)) {
        text.beginText();
        text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        text.showText(WORD);
        text.endText();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      paper.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] packed(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return out.toByteArray();
  }
}
