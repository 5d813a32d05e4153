package id.lapor.desk;

import id.lapor.agency.AgencyId;
import id.lapor.people.ForRoles;
import id.lapor.people.Rights;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.report.IdentityRule;
import id.lapor.report.Line;
import id.lapor.report.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Who can open what, read off the same declarations that decide it. */
@Controller
@ForRoles({Role.ADMINISTRATOR, Role.NATIONAL_ADMIN, Role.SUPERVISOR})
public class RightsPages {

  private final Rights rights;

  RightsPages(Rights rights) {
    this.rights = rights;
  }

  /** What somebody in office may open of a report they may open at all. */
  public enum File {
    /** The case file of what concerns the own office, with what offices tell each other. */
    CASE(CasePages.FILE, Cases.EYES),
    /** What concerns the offices below, as its reporter reads it. */
    OVERSIGHT(OversightPages.FILE, OversightPages.EYES);

    private final String door;
    private final Line.Eyes eyes;

    File(String door, Line.Eyes eyes) {
      this.door = door;
      this.eyes = eyes;
    }

    /** Whether offices' notes are in it. */
    public boolean notes() {
      return eyes == Line.Eyes.OFFICER;
    }
  }

  /**
   * What one role learns of reports.
   *
   * @param identities how one learns who a reporter is, in the order of the circles
   */
  public record Reading(Role role, List<File> files, List<IdentityRule> identities) {}

  @GetMapping("/hak")
  Html show() {
    List<Rights.Door> doors = rights.doors();
    return Html.of(
        "desk/rights",
        "doors",
        doors,
        "readings",
        Arrays.stream(Role.values()).map(r -> reading(r, doors)).toList());
  }

  private static Reading reading(Role role, List<Rights.Door> doors) {
    return new Reading(
        role,
        Stream.of(File.values()).filter(f -> open(f.door, doors).contains(role)).toList(),
        Arrays.stream(Visibility.values())
            .map(v -> IdentityRule.of(role, new AgencyId(0), new AgencyId(0), v))
            .toList());
  }

  private static Set<Role> open(String path, List<Rights.Door> doors) {
    return doors.stream()
        .filter(d -> d.method().equals("GET") && d.path().equals(path))
        .findFirst()
        .orElseThrow()
        .roles();
  }
}
