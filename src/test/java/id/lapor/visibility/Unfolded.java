package id.lapor.visibility;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * What an answer says to whoever opens it: in PDF and in packed files words do not stand as such.
 */
final class Unfolded {

  private Unfolded() {}

  static String words(byte[] answer) throws IOException {
    String plain = new String(answer, StandardCharsets.UTF_8);
    if (plain.startsWith("%PDF-")) {
      try (PDDocument paper = Loader.loadPDF(answer)) {
        return plain + new PDFTextStripper().getText(paper);
      }
    }
    return plain.startsWith("PK") ? plain + packed(answer) : plain;
  }

  private static String packed(byte[] answer) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer))) {
      for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
        all.append(one.getName()).append('\n').append(words(zip.readAllBytes()));
      }
    }
    return all.toString();
  }
}
