package id.lapor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import id.lapor.platform.db.ApplicationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers against the description the specification itself comes with. Swagger 2.0 knows no null,
 * which is what the specification writes for an empty element, so nulls are left out before.
 */
@ApplicationTest
class Open311DocumentIntegrationTests extends Open311Town {

  private static final Path DESCRIPTION =
      Path.of("..", "shared", "data", "open311", "georeport_v2-1.yaml");

  private OpenApiInteractionValidator document;

  @BeforeEach
  void read() throws IOException {
    assumeTrue(
        Files.exists(DESCRIPTION), "SKIPPED: the specification's description is not beside us");
    document =
        OpenApiInteractionValidator.createForInlineApiSpecification(Files.readString(DESCRIPTION))
            .build();
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
