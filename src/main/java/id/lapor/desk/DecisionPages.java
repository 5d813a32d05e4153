package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Jurisdiction;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Deeds;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final List<Deeds> elsewhere;
  private final Agencies agencies;
  private final TopmostAdministrators topmost;

  DecisionPages(
      Accounts accounts, List<Deeds> elsewhere, Agencies agencies, TopmostAdministrators topmost) {
    this.topmost = topmost;
    this.elsewhere = elsewhere;
    this.accounts = accounts;
    this.agencies = agencies;
  }

  /**
   * Something done.
   *
   * @param name whose account, or the name of what, it was done to
   * @param office where an account sits from then on, when that is what was done
   * @param role likewise
   */
  public record Line(
      AccountAct.Place place,
      String name,
      String what,
      Function<Page, String> more,
      String office,
      @Nullable Role role,
      String byName) {}

  /**
   * @param sebelum where the page before ended
   */
  @GetMapping("/hak/administrator")
  Html list(@RequestParam(defaultValue = "") String sebelum, Officer officer) {
    List<Officer> admins = topmost(agencies.jurisdiction(new AgencyId(officer.agencyId())));
    List<Line> acts =
        lines(
            admins.stream().map(Officer::accountId).toList(),
            AccountAct.Place.read(sebelum).orElse(null));
    List<Line> shown = acts.subList(0, Math.min(A_PAGE, acts.size()));
    @Nullable String more = acts.size() > A_PAGE ? shown.getLast().place().written() : null;
    return Html.of("desk/decisions", "admins", admins, "lines", shown, "more", more);
  }

  /** One more than a page of what was done to accounts and elsewhere, newest first. */
  private List<Line> lines(List<Long> admins, AccountAct.@Nullable Place before) {
    Stream<Line> toAccounts =
        accounts.decisions(admins, before, A_PAGE + 1).stream().map(this::line);
    Stream<Line> toOthers =
        elsewhere.stream()
            .flatMap(d -> d.by(admins, before, A_PAGE + 1).stream())
            .map(d -> new Line(d.place(), d.thing(), d.what(), d.more(), "", null, d.byName()));
    return Stream.concat(toAccounts, toOthers)
        .sorted(Comparator.comparing(Line::place).reversed())
        .limit(A_PAGE + 1L)
        .toList();
  }

  private Line line(AccountAct.Named named) {
    OfficerPages.Past past = past(named.act());
    return new Line(
        named.act().place(),
        named.name(),
        "officers.act." + named.act().what(),
        past::about,
        past.office(),
        named.act().role(),
        named.act().byName());
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
        .filter(
            o -> topmost.above(new AgencyId(o.agencyId())).stream().noneMatch(watching::contains))
        .toList();
  }
}
