package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import id.lapor.platform.db.ApplicationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers against the description the specification itself comes with. Swagger 2.0 knows no null,
 * which is what the specification writes for an empty element, so nulls are left out before.
 */
@ApplicationTest
class Open311DocumentIntegrationTests extends Open311Town {

  private final OpenApiInteractionValidator document = document();

  private static OpenApiInteractionValidator document() {
    try {
      return OpenApiInteractionValidator.createForInlineApiSpecification(
              new ClassPathResource("open311/georeport_v2-1.yaml")
                  .getContentAsString(StandardCharsets.UTF_8))
          .build();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void fits(String path, Request.Method method, JsonNode body) {
    strip(body);
    ValidationReport report =
        document.validateResponse(
            path,
            method,
            SimpleResponse.Builder.ok()
                .withContentType("application/json")
                .withBody(body.toString())
                .build());
    assertThat(report.getMessages()).as(path + body).isEmpty();
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.propertyNames().stream()
          .filter(n -> object.get(n).isNull())
          .toList()
          .forEach(object::remove);
    }
    node.forEach(Open311DocumentIntegrationTests::strip);
  }

  @Test
  void fitsItsDescription() throws Exception {
    shown("Lampu menurut dokumen");
    fits("/services.json", Request.Method.GET, json("services"));
    fits("/services/korupsi.json", Request.Method.GET, json("services/korupsi"));
    fits("/requests.json", Request.Method.GET, json("requests"));
    fits("/requests.json", Request.Method.POST, JSON.readTree(answer(form()).getContentAsString()));
  }

  @Test
  void noticesWhatDoesNotFit() {
    ValidationReport report =
        document.validateResponse(
            "/requests.json",
            Request.Method.GET,
            SimpleResponse.Builder.ok()
                .withContentType("application/json")
                .withBody(JSON.writeValueAsString(Map.of("service_requests", Map.of())))
                .build());
    assertThat(report.hasErrors()).isTrue();
  }
}
