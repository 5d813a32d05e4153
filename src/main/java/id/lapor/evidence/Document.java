package id.lapor.evidence;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** A PDF, and a copy of it that does nothing by itself and tells nothing about its author. */
final class Document {

  static final int MOST_PAGES = 100;

  private Document() {}

  /** Writes the clean copy; gives back the number of pages. */
  static int clean(Path original, Path copy) throws Unusable {
    try (PDDocument pdf =
        Loader.loadPDF(original.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
      if (pdf.isEncrypted()) {
        throw new Unusable(Unfit.LOCKED);
      }
      int pages = pdf.getNumberOfPages();
      if (pages > MOST_PAGES) {
        throw new Unusable(Unfit.TOO_MANY_PAGES);
      }
      if (pages == 0) {
        throw new Unusable(Unfit.DAMAGED);
      }
      Disarming.of(pdf);
      pdf.save(copy.toFile());
      return pages;
    } catch (InvalidPasswordException e) {
      throw new Unusable(Unfit.LOCKED);
    } catch (IOException | RuntimeException e) {
      throw new Unusable(Unfit.DAMAGED);
    }
  }
}
