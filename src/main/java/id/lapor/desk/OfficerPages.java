package id.lapor.desk;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
import id.lapor.people.Administration;
import id.lapor.people.Contact;
import id.lapor.people.Deputies;
import id.lapor.people.ForRoles;
import id.lapor.people.Officer;
import id.lapor.people.Readmissions;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.platform.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Where an account administrator invites, moves and closes accounts below itself. */
@Controller
@ForRoles(Role.ADMINISTRATOR)
public class OfficerPages {

  /** Without them nobody reprimands, and what names no government lies on no desk. */
  private static final Set<Role> WATCHING = EnumSet.of(Role.SUPERVISOR, Role.NATIONAL_ADMIN);

  private final Accounts accounts;
  private final Readmission links;
  private final Below below;
  private final Readmissions readmissions;
  private final Deputies deputies;
  private final InstantSource clock;

  OfficerPages(
      Accounts accounts,
      Readmission links,
      Below below,
      Readmissions readmissions,
      Deputies deputies,
      InstantSource clock) {
    this.deputies = deputies;
    this.readmissions = readmissions;
    this.accounts = accounts;
    this.links = links;
    this.below = below;
    this.clock = clock;
  }

  /** What the forms carry, as typed. */
  public record Wish(
      @Nullable String login, @Nullable String name, @Nullable Long agency, @Nullable String role) {

    static final Wish NOTHING = new Wish(null, null, null, null);

    public String words(@Nullable String typed) {
      return typed == null ? "" : typed.strip();
    }

    Optional<Role> chosenRole() {
      return Arrays.stream(Role.values()).filter(r -> r.name().equals(role)).findFirst();
    }
  }

  /** An officer and where they sit. */
  public record Line(Officer officer, Agency agency) {}

  /** Something done to an account, with the name of the office it was about. */
  public record Past(AccountAct act, String office) {

    /** What else it was about, in words; empty when it was about nothing more. */
    public String about(Page page) {
      if (act.about() == null) {
        return "";
      }
      String[] parts = act.about().split(" ");
      return switch (act.what()) {
        case DATA_REQUEST_KEPT, DATA_REQUEST_GRANTED, DATA_REQUEST_REFUSED ->
            page.t("officers.about.request", parts[0], page.t("people.request." + parts[1]));
        case RETENTION_TERM, RETENTION_ON, RETENTION_OFF ->
            page.t("officers.about.rule", page.t("people.retention." + parts[0]), parts[1]);
        case DEPUTY_NAMED, DEPUTY_ENDED, OPENED, EMAIL, PASSKEY_ADDED, PASSKEY_REMOVED ->
            ""; // a number or a mark of the house
        case LEAK_TOLD ->
            page.t("officers.about.leak", parts[0], page.t("people.leak.whom." + parts[1]));
        default -> act.about();
      };
    }
  }

  /** Asks the organisation tree what an administrator's rule needs to know. */
  @Component
  record Below(Agencies agencies) {

    List<Agency> of(Officer admin) {
      AgencyId seat = new AgencyId(admin.agencyId());
      return agencies.all().stream().filter(a -> agencies.isWithin(a.id(), seat)).toList();
    }

    boolean may(Officer admin, long agency, Role role) {
      return agencies
          .find(new AgencyId(agency))
          .filter(a ->
              Administration.may(
                  admin,
                  agency,
                  role,
                  seat(a.type()),
                  agencies.isWithin(a.id(), new AgencyId(admin.agencyId()))))
          .isPresent();
    }

    String name(@Nullable Long agency) {
      return agency == null ? "" : agencies.find(new AgencyId(agency)).map(Agency::name).orElse("");
    }

    /** Roles there are in the offices the administrator looks after. */
    List<Role> roles(Officer admin) {
      return Arrays.stream(Role.values())
          .filter(role -> of(admin).stream().anyMatch(a -> may(admin, a.id().value(), role)))
          .toList();
    }

    private static Administration.Seat seat(Agency.Type type) {
      return Administration.Seat.valueOf(type.name());
    }
  }

  @GetMapping("/petugas")
  Html list(Officer admin) {
    return page(admin, Wish.NOTHING, null, Map.of());
  }

  @PostMapping("/petugas")
  Html invite(Wish wish, Officer admin) {
    Map<String, String> errors = new LinkedHashMap<>();
    String login = wish.words(wish.login()).toLowerCase(java.util.Locale.ROOT);
    if (!login.matches("[a-z0-9][a-z0-9.\\-]{2,39}")) {
      errors.put("login", "officers.loginWrong");
    } else if (accounts.taken(login)) {
      errors.put("login", "officers.loginTaken");
    }
    String name = wish.words(wish.name());
    if (name.isEmpty() || name.length() > 100) {
      errors.put("name", "officers.nameWrong");
    }
    @Nullable Role role = wish.chosenRole().orElse(null);
    @Nullable Long agency = wish.agency();
    if (role == null || agency == null || !below.may(admin, agency, role)) {
      errors.put("role", "officers.seatWrong");
    }
    if (!errors.isEmpty() || role == null || agency == null) {
      return page(admin, wish, null, errors).status(422);
    }
    String link = links.open(login, name, agency, role, admin).link();
    return page(admin, Wish.NOTHING, link, Map.of());
  }

  /** What was done to an account and by whom, also after it was closed. */
  @GetMapping("/petugas/{account}")
  Html show(@PathVariable long account, Officer admin) {
    Officer officer = allowed(accounts.findEver(account), admin);
    return officerPage(officer, admin, accounts.email(officer).orElse(""), Map.of());
  }

  /** Where the officer gets mail; an empty one takes it away. */
  @PostMapping("/petugas/{account}/surel")
  View email(
      @PathVariable long account,
      @RequestParam(defaultValue = "") String surel,
      Officer admin,
      HttpServletRequest request,
      HttpServletResponse response) {
    Officer officer = known(account, admin);
    @Nullable String email = surel.isBlank() ? null : Contact.email(surel);
    if (email == null && !surel.isBlank()) {
      return officerPage(officer, admin, surel, Map.of("surel", "citizen.who.emailWrong"))
          .home("/petugas/" + account)
          .status(422);
    }
    accounts.setEmail(account, email, admin);
    Notice.leave("officers.notice.email", request, response);
    return new RedirectView("/petugas/" + account);
  }

  /**
   * A second administrator agrees that an account meets identities.
   *
   * @param sampai up to which act they saw what was done to it
   */
  @PostMapping("/petugas/{account}/setujui")
  View agree(
      @PathVariable long account, @RequestParam(defaultValue = "0") int sampai, Officer admin) {
    Readmissions.Agreed agreed = readmissions.agree(known(account, admin), admin, sampai);
    return Notice.then("officers.notice.agreed." + agreed, "/petugas/" + account);
  }

  /** Ends that the officer stands in for somebody, or somebody for the officer. */
  @PostMapping("/petugas/{account}/pengganti/{id}/akhiri")
  View endDeputy(@PathVariable long account, @PathVariable long id, Officer admin) {
    if (!deputies.end(known(account, admin), id, admin)) {
      throw new NotFound();
    }
    return Notice.then("people.notice.deputyEnded", "/petugas/" + account);
  }

  /** Those who wait for a second administrator. */
  private Set<Long> waiting(List<Officer> officers) {
    return readmissions
        .of(officers.stream().filter(OfficerPages::hindered).map(Officer::accountId).toList())
        .keySet();
  }

  /** It is said of those only whom it hinders. */
  private static boolean hindered(Officer officer) {
    return officer.role().needsSecondStep();
  }

  private Html officerPage(
      Officer officer, Officer admin, String email, Map<String, String> errors) {
    long account = officer.accountId();
    boolean open = accounts.find(account).isPresent();
    Readmissions.@Nullable Waiting waiting =
        hindered(officer) ? readmissions.of(account).orElse(null) : null;
    List<Past> past =
        accounts.history(account).stream().map(a -> new Past(a, below.name(a.agency()))).toList();
    return Html.of(
        "desk/officer",
        "officer",
        officer,
        "open",
        open,
        "elsewhere",
        open && waiting == null && readmissions.waits(officer),
        "waiting",
        waiting,
        "mayAgree",
        waiting != null && readmissions.mayAgree(waiting, admin),
        "entered",
        waiting != null && readmissions.entered(account),
        "upTo",
        readmissions.lastOn(account),
        "deputies",
        deputies.with(officer),
        "email",
        email,
        "past",
        past,
        "errors",
        errors);
  }

  /**
   * A new link: the old password and telephone no longer work. Nobody but the officer sees that of
   * an account that was used before, where they can be reached.
   */
  @PostMapping("/petugas/{account}/undang")
  View inviteAgain(@PathVariable long account, Officer admin) {
    Readmission.Made made = links.again(known(account, admin), admin);
    return switch (made.way()) {
      case MAIL -> Notice.then("officers.notice.linkSent", "/petugas");
      case PAGE -> page(admin, Wish.NOTHING, made.link(), Map.of());
      case NO_ADDRESS, NO_MAIL ->
          page(admin, Wish.NOTHING, null, Map.of("o" + account, "officers.again." + made.way()))
              .home("/petugas")
              .status(422);
    };
  }

  @PostMapping("/petugas/{account}/pindah")
  View move(
      @PathVariable long account,
      Wish wish,
      Officer admin,
      HttpServletRequest request,
      HttpServletResponse response) {
    Officer officer = known(account, admin);
    @Nullable Role role = wish.chosenRole().orElse(null);
    @Nullable Long agency = wish.agency();
    if (role == null || agency == null || !below.may(admin, agency, role)) {
      return page(admin, Wish.NOTHING, null, Map.of("o" + account, "officers.seatWrong"))
          .status(422);
    }
    links.move(officer, agency, role, admin);
    Notice.leave("officers.notice.moved", request, response);
    return new RedirectView("/petugas");
  }

  @PostMapping("/petugas/{account}/tutup")
  View close(
      @PathVariable long account,
      Officer admin,
      HttpServletRequest request,
      HttpServletResponse response) {
    accounts.close(known(account, admin), admin, clock.instant());
    Notice.leave("officers.notice.closed", request, response);
    return new RedirectView("/petugas/" + account);
  }

  /** Officers above, beside or outside look like officers that do not exist; so does oneself. */
  private Officer known(long account, Officer admin) {
    return allowed(accounts.find(account), admin);
  }

  private Officer allowed(Optional<Officer> officer, Officer admin) {
    return officer
        .filter(o -> o.accountId() != admin.accountId())
        .filter(o -> below.may(admin, o.agencyId(), o.role()))
        .orElseThrow(NotFound::new);
  }

  private Html page(Officer admin, Wish wish, @Nullable String link, Map<String, String> errors) {
    List<Agency> offices = below.of(admin);
    List<Line> lines =
        offices.stream()
            .flatMap(a -> accounts.of(a.id().value()).stream().map(o -> new Line(o, a)))
            .filter(l -> below.may(admin, l.officer().agencyId(), l.officer().role()))
            .toList();
    List<Role> roles = below.roles(admin);
    return Html.of(
        "desk/officers",
        "lines",
        lines,
        "waiting",
        waiting(lines.stream().map(Line::officer).toList()),
        "roles",
        roles,
        "vacant",
        roles.stream()
            .filter(WATCHING::contains)
            .filter(role -> lines.stream().noneMatch(l -> l.officer().role() == role))
            .toList(),
        "offices",
        offices,
        "wish",
        wish,
        "link",
        link,
        "errors",
        errors);
  }
}
