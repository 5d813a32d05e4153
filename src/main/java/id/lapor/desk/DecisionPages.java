package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What administrators did who have no administrator above them to look: those who watch the
 * agencies watch them too. Nobody's report and no reporter is here.
 */
@Controller
@ForRoles({Role.NATIONAL_ADMIN, Role.SUPERVISOR})
public class DecisionPages {

  private static final int A_PAGE = 50;

  private final Accounts accounts;
  private final Agencies agencies;

  DecisionPages(Accounts accounts, Agencies agencies) {
    this.accounts = accounts;
    this.agencies = agencies;
  }

  /** Something done, and whose account it was done to. */
  public record Line(OfficerPages.Past past, String name) {}

  /**
   * @param sebelum where the page before ended
   */
  @GetMapping("/hak/administrator")
  Html list(@RequestParam(defaultValue = "") String sebelum, Officer officer) {
    List<Officer> admins = topmost(agencies.jurisdiction(new AgencyId(officer.agencyId())));
    List<AccountAct.Named> acts =
        accounts.decisions(
            admins.stream().map(Officer::accountId).toList(),
            AccountAct.Place.read(sebelum).orElse(null),
            A_PAGE + 1);
    List<AccountAct.Named> shown = acts.subList(0, Math.min(A_PAGE, acts.size()));
    @Nullable String more = acts.size() > A_PAGE ? shown.getLast().act().place().written() : null;
    return Html.of(
        "desk/decisions",
        "admins",
        admins,
        "lines",
        shown.stream().map(a -> new Line(past(a.act()), a.name())).toList(),
        "more",
        more);
  }

  private OfficerPages.Past past(AccountAct act) {
    @Nullable Long office = act.agency();
    return new OfficerPages.Past(
        act,
        office == null ? "" : agencies.find(new AgencyId(office)).map(a -> a.name()).orElse(""));
  }

  /** Closed accounts too: what they did stays to be read. */
  private List<Officer> topmost(Jurisdiction watched) {
    Set<AgencyId> watching =
        accounts.all().stream()
            .filter(o -> o.role() == Role.ADMINISTRATOR)
            .map(o -> new AgencyId(o.agencyId()))
            .collect(Collectors.toSet());
    return accounts.everWith(Role.ADMINISTRATOR).stream()
        .filter(o -> watched.covers(new AgencyId(o.agencyId())))
        .filter(o -> !above(new AgencyId(o.agencyId()), watching))
        .toList();
  }

  private boolean above(AgencyId office, Set<AgencyId> watching) {
    AgencyId at = office;
    for (AgencyId up = agencies.superior(at); !up.equals(at); up = agencies.superior(at)) {
      if (watching.contains(up)) {
        return true;
      }
      at = up;
    }
    return false;
  }
}
