package id.lapor.citizen;

import id.lapor.evidence.Evidence;
import id.lapor.evidence.EvidenceBox;
import id.lapor.evidence.EvidenceId;
import id.lapor.evidence.Rendition;
import id.lapor.notification.Wires;
import id.lapor.people.Contact;
import id.lapor.people.DataRequest;
import id.lapor.people.DataRequests;
import id.lapor.people.Look;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.Line;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Story;
import id.lapor.report.Whose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A copy of what the house has about a report and its reporter, for the reporter. Left out are the
 * marks and sealed bytes it needs for itself, and the raw form of messages, which goes after a
 * month; their words stand in the history.
 */
@Component
class OwnCopy {

  private final Reports reports;
  private final Whose whose;
  private final Reporters reporters;
  private final Story story;
  private final EvidenceBox box;
  private final JsonMapper json;
  private final Consents consents;
  private final DataRequests requests;
  private final Wires wires;

  OwnCopy(
      Reports reports,
      Whose whose,
      Reporters reporters,
      Story story,
      EvidenceBox box,
      JsonMapper json,
      Consents consents,
      DataRequests requests,
      Wires wires) {
    this.requests = requests;
    this.wires = wires;
    this.consents = consents;
    this.reports = reports;
    this.whose = whose;
    this.reporters = reporters;
    this.story = story;
    this.box = box;
    this.json = json;
  }

  /**
   * {@code data.json} and the files in the shape the reporter sees them. Here the look at the
   * contact is written down; to hand it over no line to the database is held.
   */
  @Transactional
  Copied of(Report report) {
    if (report.matter().reporter() != null) {
      requests.done(DataRequest.Kind.ACCESS, report.matter().reporter());
    }
    List<Line> lines = story.tell(report, reports.history(report.id()), Line.Eyes.REPORTER);
    List<EvidenceId> files = lines.stream().flatMap(l -> l.evidence().stream()).distinct().toList();
    Map<String, Path> places = new LinkedHashMap<>();
    for (Evidence file : box.all(files)) {
      box.file(file, Rendition.CLEAN)
          .ifPresent(p -> places.put(file.id().value() + "." + extension(file), p));
    }
    return new Copied(json(told(report, lines)), places);
  }

  byte[] json(Map<String, Object> told) {
    return json.writerWithDefaultPrettyPrinter()
        .writeValueAsString(told)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is copied of a report.
   *
   * @param data as JSON
   * @param files where each lies, by the name it has in the copy
   */
  record Copied(byte[] data, Map<String, Path> files) {

    byte[] zipped() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        into(zip, "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }

    /**
     * @param folder in front of every name, empty or with a slash at its end
     */
    void into(ZipOutputStream zip, String folder) throws IOException {
      zip.putNextEntry(new ZipEntry(folder + "data.json"));
      zip.write(data);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(folder + "berkas/" + file.getKey()));
        Files.copy(file.getValue(), zip);
      }
    }
  }

  private Map<String, Object> told(Report report, List<Line> lines) {
    @Nullable ReporterId reporter = report.matter().reporter();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("report", report.reference().toString());
    told.put("receivedAt", report.receivedAt().toString());
    told.put("stage", report.stage().name());
    told.put("visibility", report.matter().visibility().name());
    told.put("text", report.matter().text());
    told.put("publicText", Optional.ofNullable(report.matter().publicText()).orElse(""));
    told.put("place", report.matter().place());
    consents.of(report.id()).ifPresent(c -> told.put("consent", agreed(c)));
    told.put("history", lines);
    if (reporter != null) {
      Look look = Look.of(Look.Purpose.OWN, report.reference().toString());
      told.putAll(person(reporter, whose.look(report, look)));
    }
    return told;
  }

  /**
   * What is kept of an identity.
   *
   * @param contact as a look that is on record showed it
   */
  @Transactional
  Map<String, Object> person(ReporterId reporter, Optional<Contact> contact) {
    Map<String, Object> told = new LinkedHashMap<>();
    contact.ifPresent(c -> told.put("contact", c.masked()));
    told.put("messages", wires.told(reporter).stream().map(OwnCopy::message).toList());
    told.put("dataRequests", requests.of(reporter).stream().map(OwnCopy::request).toList());
    told.put("identityUses", reporters.looks(reporter).stream().map(OwnCopy::use).toList());
    return told;
  }

  private static Map<String, Object> message(Wires.Told told) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("at", told.delivery().at().toString());
    message.put("by", told.delivery().wire().name());
    message.put("state", told.delivery().state().name());
    message.put("subject", told.subject());
    message.put("words", told.body());
    return message;
  }

  private static Map<String, Object> request(DataRequest asked) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("kind", asked.kind().name());
    request.put("at", asked.askedAt().toString());
    request.put("outcome", asked.outcome() == null ? "" : asked.outcome().name());
    request.put("answer", asked.answer());
    return request;
  }

  private static Map<String, Object> agreed(Consent.Given given) {
    return Map.of(
        "version",
        given.text().version(),
        "words",
        given.text().words(),
        "at",
        given.at().toString());
  }

  /** Offices and roles; officers by name are not the reporter's to have. */
  private static Map<String, Object> use(Look.Kept look) {
    Map<String, Object> use = new LinkedHashMap<>();
    use.put("at", look.at().toString());
    use.put("what", look.purpose().name());
    use.put("role", look.role());
    use.put("why", look.words() == null ? "" : look.words());
    return use;
  }

  private static String extension(Evidence file) {
    return file.kind().image() ? "jpg" : file.kind().extension();
  }
}
