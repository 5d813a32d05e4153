package id.lapor.api;

import id.lapor.agency.Agency;
import id.lapor.channel.Doors;
import id.lapor.people.ForEveryone;
import id.lapor.publication.PublicFeed;
import id.lapor.report.Command;
import id.lapor.report.Event;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Updates of service requests both ways, mySociety's extension of Open311. What another system says
 * of a report it brought is its reporter's reply, or a dispute when it opens an answered one again;
 * it never confirms for a reporter.
 */
@Controller
@ForEveryone
class Open311Updates {

  private static final int LONGEST = 4_000;
  private static final String ROOT = "service_request_updates";
  private static final Set<String> AGAIN = Set.of("open", "reopen");
  private static final Set<String> KNOWN =
      Set.of(
          "open",
          "closed",
          "fixed",
          "in_progress",
          "planned",
          "action_scheduled",
          "investigating",
          "duplicate",
          "not_councils_responsibility",
          "no_further_action",
          "internal_referral",
          "cancelled",
          "reopen",
          "for_triage",
          "unchanged");

  private final Clients clients;
  private final Jurisdictions jurisdictions;
  private final EventBook book;
  private final Happenings happenings;
  private final Replying replying;
  private final InstantSource clock;

  Open311Updates(
      Clients clients,
      Jurisdictions jurisdictions,
      EventBook book,
      Happenings happenings,
      Replying replying,
      InstantSource clock) {
    this.clients = clients;
    this.jurisdictions = jurisdictions;
    this.book = book;
    this.happenings = happenings;
    this.replying = replying;
    this.clock = clock;
  }

  /** What takes a reply in. */
  @org.springframework.stereotype.Component
  record Replying(Intake intake, Media media) {}

  @GetMapping("/open311/v2/servicerequestupdates.{format:xml|json}")
  ResponseEntity<byte[]> list(@PathVariable String format, HttpServletRequest request) {
    Asked asked = new Asked(request);
    Client client = client(asked, Scope.EVENTS);
    Agency desk = jurisdictions.of(asked.text("jurisdiction_id").orElse(null), client);
    @Nullable Instant start = asked.time("start_date").orElse(null);
    @Nullable Instant end = asked.time("end_date").orElse(null);
    if ((start == null) != (end == null)) {
      throw new Wrong(400, "start_date and end_date belong together");
    }
    PublicFeed.Span time = Window.of(start, end, clock.instant());
    PublicFeed.Page page = Open311Requests.page(asked);
    List<EventBook.Row> rows = book.between(desk.id(), time, page);
    List<Node> updates = happenings.toAll(rows).stream().<Node>map(t -> update(t, desk)).toList();
    Node answer = new Node.Rows("request_update", updates);
    return rows.size() < page.limit()
        ? Answers.closed(Format.of(format), ROOT, answer)
        : Answers.followed(
            Format.of(format), ROOT, answer, behind(request, time, page, rows.getLast()));
  }

  /**
   * Where the next page is: of the same time, however late that is asked for, and where that lies
   * too deep from the time of the last row on, some of which comes again. Never with the key.
   */
  private URI behind(
      HttpServletRequest request, PublicFeed.Span time, PublicFeed.Page page, EventBook.Row last) {
    Instant first = Window.first(time);
    Instant on = first;
    if (page.skip() + page.limit() > Open311Requests.DEEPEST) {
      on = book.toldAt(last);
    }
    int next = on.isAfter(first) ? 1 : page.skip() / page.limit() + 2;
    return address(request, on, time, page.limit(), next);
  }

  private static URI address(
      HttpServletRequest request, Instant first, PublicFeed.Span time, int size, int page) {
    UriComponentsBuilder next =
        UriComponentsBuilder.fromPath(request.getRequestURI())
            .queryParam("start_date", first)
            .queryParam("end_date", Window.last(time))
            .queryParam("page_size", size)
            .queryParam("page", page);
    Optional.ofNullable(request.getParameter("jurisdiction_id"))
        .ifPresent(desk -> next.queryParam("jurisdiction_id", desk));
    return next.encode().build().toUri();
  }

  private Node update(Happenings.Told told, Agency desk) {
    return new Node.Fields()
        .with("update_id", told.id())
        .with("service_request_id", told.report().reference().toString())
        .with("status", status(told.entry().event()))
        .with("updated_datetime", ServiceRequests.time(told.line().at(), zone(told, desk)))
        .with("description", happenings.words(told.line()))
        .with(
            "media_url",
            happenings.media(told.report(), told.line()).stream().findFirst().orElse(null));
  }

  private ZoneId zone(Happenings.Told told, Agency desk) {
    return told.line().dayOnly() ? happenings.zone(told.report()) : desk.zone();
  }

  /** An answer is not a solution, so it is work in progress until the reporter says otherwise. */
  private static String status(Event event) {
    return switch (event) {
      case Event.Forwarded _, Event.Redirected _, Event.Returned _ -> "investigating";
      case Event.TakenUp _, Event.FollowedUp _, Event.Answered _ -> "in_progress";
      case Event.Scheduled _ -> "action_scheduled";
      case Event.Confirmed _ -> "fixed";
      case Event.ClosedBySilence _, Event.ImportedAsClosed _ -> "closed";
      case Event.Archived _ -> "no_further_action";
      case Event.Merged _ -> "duplicate";
      case Event.Withdrawn _ -> "cancelled";
      case Event.Disputed _, Event.Appealed _, Event.Separated _ -> "reopen";
      default -> "unchanged";
    };
  }

  @PostMapping("/open311/v2/servicerequestupdates.{format:xml|json}")
  ResponseEntity<byte[]> take(@PathVariable String format, HttpServletRequest request) {
    Asked asked = new Asked(request);
    Client client = client(asked, Scope.REPLY);
    Node answer = replying.intake().heard(client, () -> take(client, asked));
    return Answers.closed(
        Format.of(format), ROOT, new Node.Rows("request_update", List.of(answer)));
  }

  private Node take(Client client, Asked asked) {
    jurisdictions.of(asked.text("jurisdiction_id").orElse(null), client);
    Once once = new Once("update:" + required(asked), asked.content());
    Intake.From from = new Intake.From(client, Doors.Door.OPEN311, once, asked.sent());
    Intake.Taken taken = replying.intake().earlier(from).orElseGet(() -> reply(from, asked));
    return switch (taken) {
      case Intake.Taken.Done d ->
          new Node.Fields().with("update_id", d.report().reference() + "-" + d.version());
      case Intake.Taken.OtherContent _ ->
          throw new Wrong(400, "update_id was used for another update");
      case Intake.Taken.Refused r ->
          throw new Wrong(400, "The report takes no such update now: " + r.why().name());
      case Intake.Taken.NotThere _ -> throw Wrong.notThere();
    };
  }

  private Client client(Asked asked, Scope scope) {
    return clients
        .enter(asked.text("api_key").orElse(null))
        .filter(c -> c.may(scope))
        .orElseThrow(Wrong::key);
  }

  /** The update's own number; all else that has to be there is. */
  private static String required(Asked asked) {
    List<String> trouble = new ArrayList<>();
    for (String name :
        List.of("service_request_id", "update_id", "status", "updated_datetime", "description")) {
      if (asked.text(name).isEmpty()) {
        trouble.add(name + " was not provided");
      }
    }
    if (asked.text("status").filter(s -> !KNOWN.contains(word(s))).isPresent()) {
      trouble.add("status is unknown");
    }
    if (asked.text("description").filter(d -> d.length() > LONGEST).isPresent()) {
      trouble.add("description may have " + LONGEST + " characters");
    }
    if (asked.text("update_id").filter(u -> u.length() > Once.LONGEST).isPresent()) {
      trouble.add("update_id may have " + Once.LONGEST + " characters");
    }
    if (!trouble.isEmpty()) {
      throw new Wrong(400, trouble);
    }
    asked.time("updated_datetime");
    return asked.text("update_id").orElseThrow();
  }

  /** Either case, and blanks for underscores. */
  private static String word(String status) {
    return status.toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private Intake.Taken reply(Intake.From from, Asked asked) {
    Optional<Reference> reference = asked.text("service_request_id").flatMap(Reference::parse);
    Optional<Report> report = reference.flatMap(r -> replying.intake().own(from.client(), r));
    if (report.isEmpty()) {
      return new Intake.Taken.NotThere();
    }
    boolean again = AGAIN.contains(word(asked.text("status").orElseThrow()));
    Stage stage = report.get().stage();
    Media.Found found = replying.media().of(asked);
    String words = found.appendedTo(asked.text("description").orElseThrow());
    Command command =
        again && (stage == Stage.ANSWERED || stage == Stage.CLOSED)
            ? new Command.Dispute(words, found.files())
            : new Command.Reply(words, found.files());
    return replying.intake().reply(from, report.get().reference(), command);
  }
}
