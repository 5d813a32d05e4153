package id.lapor.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whatever form with files is sent to Open311 is taken apart, or refused as the container does. */
public final class PartsFuzz {

  private static final FormLimits LIMITS = new FormLimits(10_000, 20_000);
  private static final File ASIDE = aside();

  private PartsFuzz() {}

  /** The whole of it is its front. */
  public static void fuzzerTestOneInput(byte[] form) {
    KeyFirst.inFront(new String(form, ISO_8859_1));
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/open311/v2/requests.xml");
    request.setContentType("multipart/form-data; boundary=b");
    request.getServletContext().setAttribute(ServletContext.TEMPDIR, ASIDE);
    try (WithParts parts = new WithParts(request, form, LIMITS)) {
      parts.getParameter("api_key");
    } catch (IllegalStateException _) {
      // the container's own way to refuse it
    }
  }

  private static File aside() {
    try {
      Path folder = Files.createTempDirectory("parts");
      folder.toFile().deleteOnExit();
      return folder.toFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
