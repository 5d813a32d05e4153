package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.people.Officer;
import id.lapor.people.Readmissions;
import id.lapor.people.Reveal;
import id.lapor.people.Reveals;
import id.lapor.platform.page.Html;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The page on which somebody asks, with a reason, for what a second person has to agree to. */
@Component
public class TwoPersons {

  private static final int SHORTEST_REASON = 15;
  private static final int LONGEST_REASON = 500;

  private final Agencies agencies;
  private final Readmissions readmissions;
  private final Reveals reveals;
  private final InstantSource clock;

  TwoPersons(Agencies agencies, Readmissions readmissions, Reveals reveals, InstantSource clock) {
    this.reveals = reveals;
    this.readmissions = readmissions;
    this.agencies = agencies;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param what it is, of the two
   * @param home where the page is
   * @param title message key, and so the rest
   * @param act last part of the address at which it is opened
   * @param open what the button for that says
   */
  public record Matter(
      Reveal.What what, String home, String title, String text, String act, String open) {}

  /**
   * A request as this officer sees it.
   *
   * @param mayDecide it waits for a second person and this officer can be that
   * @param oneHand it could be this officer, had not one administrator opened both accounts lately
   * @param mayOpen it was approved, this officer asked, and this page is where it is opened
   */
  public record Line(
      Reveal reveal, Reveal.State state, boolean mayDecide, boolean oneHand, boolean mayOpen) {}

  /** What was typed: a report's number and a reason. */
  record Typed(String number, String reason) {

    static final Typed NOTHING = new Typed("", "");

    /** Message key of what is wrong with the reason. */
    Optional<String> wrong() {
      int length = reason.strip().length();
      return length < SHORTEST_REASON
          ? Optional.of("identity.reasonShort")
          : length > LONGEST_REASON ? Optional.of("identity.reasonLong") : Optional.empty();
    }
  }

  Html page(
      Matter matter, List<Reveal> known, Officer officer, Typed typed, Map<String, String> errors) {
    Instant now = clock.instant();
    boolean waits = waits(officer);
    List<Line> lines = known.stream().map(r -> line(r, matter, officer, waits, now)).toList();
    return Html.of(
            "desk/requests",
            "matter",
            matter,
            "lines",
            lines,
            "waits",
            waits,
            "number",
            typed.number(),
            "reason",
            typed.reason(),
            "zone",
            zone(new AgencyId(officer.agencyId())),
            "errors",
            errors)
        .home(matter.home());
  }

  private Line line(Reveal r, Matter matter, Officer officer, boolean waits, Instant now) {
    boolean second = !waits && r.mayDecide(officer, now);
    boolean oneHand = second && reveals.ofOneHand(r, officer);
    boolean opens = r.what() == matter.what() && r.mayOpen(officer, now);
    return new Line(r, r.state(now), second && !oneHand, oneHand, opens);
  }

  /** Whether nobody has agreed yet that it is they. */
  boolean waits(Officer officer) {
    return readmissions.waits(officer);
  }

  ZoneId zone(AgencyId agency) {
    return agencies.get(agency).zone();
  }
}
