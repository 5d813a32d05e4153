package id.lapor.operations;

import id.lapor.people.ForEveryone;
import id.lapor.platform.page.NotFound;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Figures for a monitoring system, in OpenMetrics' or Prometheus' text. Whoever neither comes from
 * this machine itself nor shows the token finds nothing here.
 */
@Controller
@ForEveryone
@EnableConfigurationProperties(MetricsSettings.class)
class MetricsDoor {

  private final Metrics metrics;
  private final MetricsSettings settings;
  private final ExpositionFormats formats = ExpositionFormats.init();

  MetricsDoor(Metrics metrics, MetricsSettings settings) {
    this.metrics = metrics;
    this.settings = settings;
  }

  @GetMapping("/metrics")
  ResponseEntity<byte[]> figures(HttpServletRequest request) throws IOException {
    if (!shown(request) && !FirstHand.is(request)) {
      throw new NotFound();
    }
    ExpositionFormatWriter writer = formats.findWriter(request.getHeader(HttpHeaders.ACCEPT));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, metrics.read());
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, writer.getContentType())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(text.toByteArray());
  }

  private boolean shown(HttpServletRequest request) {
    @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    String wanted = "Bearer " + settings.token();
    return MessageDigest.isEqual(
            wanted.getBytes(StandardCharsets.UTF_8),
            (header == null ? "" : header).getBytes(StandardCharsets.UTF_8))
        && !settings.token().isEmpty();
  }
}
