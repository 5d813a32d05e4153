package id.lapor.api;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Category;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.channel.Doors;
import id.lapor.deadline.Deadlines;
import id.lapor.evidence.EvidenceId;
import id.lapor.people.Contact;
import id.lapor.platform.page.Texts;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Visibility;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a report of a form of Open311; whatever is wrong with it is told together. */
@Component
class FormFiling {

  private static final int LONGEST_DESCRIPTION = 4_000;
  private static final int LONGEST_ADDRESS = 300;
  private static final int LONGEST_NAME = 100;

  /** Fields by which one citizen's form is told from another's. */
  private static final List<String> TELLING =
      List.of("first_name", "last_name", "phone", "email", "device_id", "account_id");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Texts.INDONESIAN);

  private final Clients clients;
  private final Jurisdictions jurisdictions;
  private final Offer offer;
  private final Intake intake;
  private final Media media;
  private final Surroundings around;

  FormFiling(
      Clients clients,
      Jurisdictions jurisdictions,
      Offer offer,
      Intake intake,
      Media media,
      Surroundings around) {
    this.clients = clients;
    this.jurisdictions = jurisdictions;
    this.offer = offer;
    this.intake = intake;
    this.media = media;
    this.around = around;
  }

  /** What is looked up on the way. */
  @Component
  record Surroundings(Agencies agencies, Regions regions, Deadlines deadlines, Texts texts) {}

  /**
   * @param notice by when an answer can be expected
   */
  record Filed(Report report, String notice) {}

  /**
   * @throws Wrong when nothing was filed, with all reasons
   */
  Filed file(Asked asked) {
    Client client =
        clients
            .enter(asked.text("api_key").orElse(null))
            .filter(c -> c.may(Scope.FILE))
            .orElseThrow(Wrong::key);
    return intake.heard(client, () -> file(client, asked));
  }

  private Filed file(Client client, Asked asked) {
    jurisdictions.of(asked.text("jurisdiction_id").orElse(null), client);
    Intake.From from = new Intake.From(client, Doors.Door.OPEN311, once(asked), asked.sent());
    Intake.Taken taken = intake.earlier(from).orElseGet(() -> intake.file(from, brought(asked)));
    return switch (taken) {
      case Intake.Taken.Done d -> new Filed(d.report(), notice(d.report()));
      case Intake.Taken.OtherContent _ ->
          throw new Wrong(400, Once.HEADER + " was used for another request");
      case Intake.Taken.Refused _, Intake.Taken.NotThere _ ->
          throw new IllegalStateException("Filing is never refused");
    };
  }

  /** Null where nobody can know whether the same form is the same matter. */
  private static @Nullable Once once(Asked asked) {
    @Nullable String key = asked.header(Once.HEADER).orElse(null);
    if (key == null) {
      return tells(asked) ? Once.unnamed(asked.content()) : null;
    }
    if (key.length() > Once.LONGEST) {
      throw new Wrong(400, Once.HEADER + " may have " + Once.LONGEST + " characters");
    }
    return new Once(key, asked.content());
  }

  /** Whether one citizen's form differs from another's, who writes the same of the same street. */
  private static boolean tells(Asked asked) {
    boolean point = asked.text("lat").isPresent() && asked.text("long").isPresent();
    return point
        || !asked.files().isEmpty()
        || TELLING.stream().anyMatch(name -> asked.text(name).isPresent());
  }

  private Intake.Brought brought(Asked asked) {
    List<String> trouble = new ArrayList<>();
    Category category = category(asked);
    Kind kind = offer.kind(asked, trouble);
    Visibility circle = offer.circle(asked, category, trouble);
    Place place = place(asked, trouble);
    Contact contact = contact(asked, trouble);
    String description = asked.text("description").orElse(category.indonesian());
    if (description.length() > LONGEST_DESCRIPTION) {
      trouble.add("description may have " + LONGEST_DESCRIPTION + " characters");
    }
    if (!trouble.isEmpty()) {
      throw new Wrong(400, trouble);
    }
    Media.Found found = media.of(asked);
    List<EvidenceId> files = found.files();
    return new Intake.Brought(
        Channel.OPEN311,
        kind,
        category.code(),
        circle,
        found.appendedTo(description),
        place,
        contact,
        files);
  }

  private Category category(Asked asked) {
    String code =
        asked
            .text("service_code")
            .orElseThrow(() -> new Wrong(400, "service_code was not provided"));
    return offer.find(code).orElseThrow(() -> new Wrong(404, "service_code was not found"));
  }

  /** A point, an address or a region's code; each of them is a full location. */
  private Place place(Asked asked, List<String> trouble) {
    @Nullable Double latitude = number(asked, "lat", 90, trouble);
    @Nullable Double longitude = number(asked, "long", 180, trouble);
    @Nullable String address = asked.text("address_string").orElse(null);
    Optional<String> code = asked.text("address_id");
    @Nullable String region = code.flatMap(around.regions()::find).map(Region::code).orElse(null);
    if ((latitude == null) != (longitude == null)) {
      trouble.add("lat and long belong together");
    } else if (latitude == null && address == null && code.isEmpty()) {
      trouble.add("a location is required: lat and long, address_string, or address_id");
    }
    if (code.isPresent() && region == null) {
      trouble.add("address_id must be the Kemendagri code of a region, such as 64.74.01.1001");
    }
    if (address != null && address.length() > LONGEST_ADDRESS) {
      trouble.add("address_string may have " + LONGEST_ADDRESS + " characters");
    }
    return trouble.isEmpty() ? new Place(region, latitude, longitude, address) : Place.NONE;
  }

  private static @Nullable Double number(Asked asked, String name, int most, List<String> trouble) {
    @Nullable Double value = asked.number(name).orElse(null);
    if (value != null && !(Math.abs(value) <= most)) {
      trouble.add(name + " must lie between -" + most + " and " + most);
      return null;
    }
    return value;
  }

  static Contact contact(Asked asked, List<String> trouble) {
    String name =
        Stream.of("first_name", "last_name")
            .flatMap(n -> asked.text(n).stream())
            .collect(Collectors.joining(" "));
    Optional<String> phone = asked.text("phone");
    Optional<String> email = asked.text("email");
    Contact contact =
        new Contact(
            name.isEmpty() ? null : name,
            phone.map(Contact::phone).orElse(null),
            email.map(Contact::email).orElse(null));
    if (name.length() > LONGEST_NAME) {
      trouble.add("first_name and last_name may have " + LONGEST_NAME + " characters together");
    }
    if (phone.isPresent() && contact.phone() == null) {
      trouble.add("phone is not a telephone number");
    }
    if (email.isPresent() && contact.email() == null) {
      trouble.add("email is not an e-mail address");
    }
    return contact;
  }

  private String notice(Report report) {
    Agency desk = around.agencies().get(report.course().desk());
    ZoneId zone = desk.zone();
    return around
        .texts()
        .get(
            Texts.INDONESIAN,
            "api.open311.notice",
            DAY.format(
                around.deadlines().answerExpected(desk.id(), report.receivedAt()).atZone(zone)));
  }
}
