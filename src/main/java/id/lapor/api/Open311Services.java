package id.lapor.api;

import id.lapor.agency.Category;
import id.lapor.people.ForEveryone;
import id.lapor.platform.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What can be asked for by Open311 GeoReport v2, and where. */
@Controller
@ForEveryone
@EnableConfigurationProperties(ApiSettings.class)
class Open311Services {

  private static final String SPECIFICATION = "http://wiki.open311.org/GeoReport_v2";

  /** When what stands in the discovery last changed. */
  private static final String CHANGESET = "2026-01-01T00:00:00+07:00";

  private final Offer offer;
  private final Jurisdictions jurisdictions;
  private final ApiSettings api;
  private final Settings settings;

  Open311Services(Offer offer, Jurisdictions jurisdictions, ApiSettings api, Settings settings) {
    this.offer = offer;
    this.jurisdictions = jurisdictions;
    this.api = api;
    this.settings = settings;
  }

  @GetMapping({"/open311/discovery.{format:xml|json}", "/open311/v2/discovery.{format:xml|json}"})
  ResponseEntity<byte[]> discovery(@PathVariable String format, HttpServletRequest request) {
    List<Node.Leaf> formats =
        Arrays.stream(Format.values()).map(f -> new Node.Leaf(f.type())).toList();
    Node endpoint =
        new Node.Fields()
            .with("specification", SPECIFICATION)
            .with("url", settings.publicUrl() + "/open311/v2")
            .with("changeset", CHANGESET)
            .with("type", api.type())
            .with("formats", new Node.Rows("format", formats));
    String contact = api.contact().isEmpty() ? settings.publicUrl() : api.contact();
    Node discovery =
        new Node.Fields()
            .with("changeset", CHANGESET)
            .with("contact", contact)
            .with("key_service", contact)
            .with("endpoints", new Node.Rows("endpoint", List.of(endpoint)));
    return Answers.open(request, Format.of(format), "discovery", discovery);
  }

  @GetMapping("/open311/v2/services.{format:xml|json}")
  ResponseEntity<byte[]> list(@PathVariable String format, HttpServletRequest request) {
    jurisdictions.of(new Asked(request).text("jurisdiction_id").orElse(null));
    return Answers.open(request, Format.of(format), "services", offer.services());
  }

  @GetMapping("/open311/v2/services/{service}.{format:xml|json}")
  ResponseEntity<byte[]> definition(
      @PathVariable String service, @PathVariable String format, HttpServletRequest request) {
    jurisdictions.of(new Asked(request).text("jurisdiction_id").orElse(null));
    Category category =
        offer.find(service).orElseThrow(() -> new Wrong(404, "service_code was not found"));
    return Answers.open(
        request, Format.of(format), "service_definition", offer.definition(category));
  }
}
