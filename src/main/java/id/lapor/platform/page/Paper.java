package id.lapor.platform.page;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Pages to be printed or signed: a template as a PDF. */
@Component
public class Paper {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Texts texts;
  private final InstantSource clock;
  private final Assets assets;

  Paper(Texts texts, InstantSource clock, Assets assets) {
    this.texts = texts;
    this.clock = clock;
    this.assets = assets;
  }

  /** Of nobody who is signed in: for what is written down rather than shown. */
  public Page page(Locale locale) {
    return new Page(
        texts, locale, "", new Page.Csrf("", ""), null, null, clock.instant(), true, null, assets);
  }

  /** The template, which must be well-formed XML, on A4. */
  public byte[] pdf(Html html, Locale locale) {
    Map<String, @Nullable Object> params = new HashMap<>(html.params());
    params.put("page", page(locale));
    StringOutput xhtml = new StringOutput();
    engine.render(html.template() + ".jte", params, xhtml);
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.withHtmlContent(xhtml.toString(), null);
      builder.toStream(out);
      builder.run();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same to be looked at in the browser, which keeps none: what it says may be taken back.
   *
   * @param name of the file, without its ending
   */
  public ResponseEntity<byte[]> answer(Html html, Locale locale, String name) {
    ContentDisposition inline = ContentDisposition.inline().filename(name + ".pdf").build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, inline.toString())
        .body(pdf(html, locale));
  }
}
