package id.lapor.api;

import id.lapor.agency.Category;
import id.lapor.agency.Regions;
import id.lapor.channel.Doors;
import id.lapor.people.Contact;
import id.lapor.people.ForEveryone;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Line;
import id.lapor.report.Place;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import id.lapor.report.Workflow;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The JSON API for systems that file reports and look after them. */
@Controller
@ForEveryone
class ApiReports {

  private static final Set<String> REPORT =
      Set.of("text", "kind", "category", "visibility", "place", "contact");
  private static final Set<String> REPLY = Set.of("text");
  private static final Set<String> PLACE = Set.of("region", "latitude", "longitude", "address");
  private static final Set<String> CONTACT = Set.of("name", "phone", "email");
  private static final int LONGEST_ADDRESS = 300;
  private static final int LONGEST_WORD = 254;

  private final ApiDoor door;
  private final Intake intake;
  private final Lists lists;
  private final Happenings happenings;
  private final ReportNodes nodes;

  ApiReports(ApiDoor door, Intake intake, Lists lists, Happenings happenings, ReportNodes nodes) {
    this.door = door;
    this.intake = intake;
    this.lists = lists;
    this.happenings = happenings;
    this.nodes = nodes;
  }

  /** What codes are looked up in. */
  @Component
  record Lists(Offer offer, Regions regions) {}

  @PostMapping("/api/v1/reports")
  ResponseEntity<byte[]> file(HttpServletRequest request) throws IOException {
    Client client = door.client(request, Scope.FILE);
    byte[] body = ApiDoor.body(request);
    Report report =
        intake.heard(
            client,
            () -> {
              Intake.From from = from(client, request, "file", body);
              return done(
                  intake
                      .earlier(from)
                      .orElseGet(() -> intake.file(from, brought(Sent.read(body, REPORT)))));
            });
    return ResponseEntity.status(201)
        .header(HttpHeaders.CONTENT_TYPE, Format.JSON.contentType())
        .header(HttpHeaders.LOCATION, "/api/v1/own-reports/" + report.reference())
        .body(Format.JSON.write("", nodes.own(report)));
  }

  /** A report the client brought, as its reporter sees it, whether it is public or not. */
  @GetMapping("/api/v1/own-reports/{reference}")
  ResponseEntity<byte[]> own(@PathVariable String reference, HttpServletRequest request) {
    Client client = door.client(request, Scope.OWN);
    Report report = own(client, reference);
    List<Line> lines = happenings.lines(report, Line.Eyes.REPORTER);
    return Answers.closed(Format.JSON, "", nodes.own(report).with("story", nodes.story(lines)));
  }

  /** What the reporter says to the client's system, for the offices. */
  @PostMapping("/api/v1/own-reports/{reference}/replies")
  ResponseEntity<byte[]> reply(@PathVariable String reference, HttpServletRequest request)
      throws IOException {
    return said(request, "reply", reference, text -> new Command.Reply(text, List.of()));
  }

  /** What the reporter says to the client's system against an answer: that it is not solved. */
  @PostMapping("/api/v1/own-reports/{reference}/disputes")
  ResponseEntity<byte[]> dispute(@PathVariable String reference, HttpServletRequest request)
      throws IOException {
    return said(request, "dispute", reference, text -> new Command.Dispute(text, List.of()));
  }

  private ResponseEntity<byte[]> said(
      HttpServletRequest request, String act, String reference, Function<String, Command> command)
      throws IOException {
    Client client = door.client(request, Scope.REPLY);
    byte[] body = ApiDoor.body(request);
    Report report =
        intake.heard(
            client,
            () -> {
              Intake.From from = from(client, request, act + ":" + reference, body);
              return done(
                  intake
                      .earlier(from)
                      .orElseGet(() ->
                          intake.reply(
                              from,
                              own(client, reference).reference(),
                              command.apply(words(Sent.read(body, REPLY))))));
            });
    return Answers.closed(Format.JSON, "", nodes.own(report));
  }

  private static Intake.From from(
      Client client, HttpServletRequest request, String act, byte[] body) {
    return new Intake.From(client, Doors.Door.API, ApiDoor.once(request, act, body), body);
  }

  private static String words(Sent sent) {
    Optional<String> text = sent.text("text", Workflow.LONGEST_TEXT);
    if (text.isEmpty()) {
      sent.wrong("text", "is required");
    }
    sent.check();
    return text.orElseThrow();
  }

  private Report own(Client client, String reference) {
    return Reference.parse(reference)
        .flatMap(r -> intake.own(client, r))
        .orElseThrow(Problem::notThere);
  }

  private static Report done(Intake.Taken taken) {
    return switch (taken) {
      case Intake.Taken.Done d -> d.report();
      case Intake.Taken.OtherContent _ ->
          throw new Problem(409, Once.HEADER + " was used for something else");
      case Intake.Taken.Refused r ->
          throw new Problem(409, "The report takes no such act now: " + Happenings.lower(r.why()));
      case Intake.Taken.NotThere _ -> throw Problem.notThere();
    };
  }

  private Intake.Brought brought(Sent sent) {
    Optional<String> text = sent.text("text", Workflow.LONGEST_TEXT);
    if (text.isEmpty()) {
      sent.wrong("text", "is required");
    }
    Optional<String> code = sent.text("category", LONGEST_WORD);
    @Nullable Category category = code.flatMap(lists.offer()::find).orElse(null);
    if (code.isPresent() && category == null) {
      sent.wrong("category", "is unknown; GET /open311/v2/services.json lists them");
    }
    boolean sensitive = category != null && category.sensitive();
    Kind kind = sent.choice("kind", Kind.COMPLAINT);
    Visibility circle =
        sent.choice("visibility", sensitive ? Visibility.SECRET : Visibility.ANONYMOUS);
    Place place = place(sent.object("place", PLACE));
    Contact contact = contact(sent.object("contact", CONTACT));
    sent.check();
    return new Intake.Brought(
        Channel.API,
        kind,
        category == null ? null : category.code(),
        circle,
        text.orElseThrow(),
        place,
        contact,
        List.of());
  }

  private Place place(Sent sent) {
    Optional<String> region = sent.text("region", LONGEST_WORD);
    @Nullable Double latitude = sent.number("latitude", 90);
    @Nullable Double longitude = sent.number("longitude", 180);
    if (region.isPresent() && region.flatMap(lists.regions()::find).isEmpty()) {
      sent.wrong("region", "must be the Kemendagri code of a region, such as 64.74.01.1001");
    }
    if ((latitude == null) != (longitude == null)) {
      sent.wrong("latitude", "and longitude belong together");
      return Place.NONE;
    }
    return new Place(
        region.orElse(null),
        latitude,
        longitude,
        sent.text("address", LONGEST_ADDRESS).orElse(null));
  }

  private static Contact contact(Sent sent) {
    Optional<String> phone = sent.text("phone", LONGEST_WORD);
    Optional<String> email = sent.text("email", LONGEST_WORD);
    Contact contact =
        new Contact(
            sent.text("name", 100).orElse(null),
            phone.map(Contact::phone).orElse(null),
            email.map(Contact::email).orElse(null));
    if (phone.isPresent() && contact.phone() == null) {
      sent.wrong("phone", "is not a telephone number");
    }
    if (email.isPresent() && contact.email() == null) {
      sent.wrong("email", "is not an e-mail address");
    }
    return contact;
  }
}
