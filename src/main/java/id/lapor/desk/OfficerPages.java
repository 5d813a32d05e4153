package id.lapor.desk;

import id.lapor.people.AccountAct;
import id.lapor.people.Accounts;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  @GetMapping("/petugas")
  Html list(
      @RequestParam(defaultValue = "") String cari,
      @RequestParam(defaultValue = "1") int lembar,
      Officer admin) {
    return page(admin, new Sheet(cari.strip(), Math.max(1, lembar)), Wish.NOTHING, Map.of());
  }

  @PostMapping("/petugas")
  Html invite(Wish wish, Officer admin) {
    Map<String, String> errors = new LinkedHashMap<>();
    String login = wish.words(wish.login()).toLowerCase(Locale.ROOT);
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
      return page(admin, Sheet.FIRST, wish, errors).status(422);
    }
    Readmission.Fresh fresh = links.open(login, name, agency, role, admin);
    return officerPage(fresh.officer(), admin, Shown.link(fresh.link()), Map.of());
  }

  /** What was done to an account and by whom, also after it was closed. */
  @GetMapping("/petugas/{account}")
  Html show(@PathVariable long account, Officer admin) {
    Officer officer = allowed(accounts.findEver(account), admin);
    return officerPage(officer, admin, Shown.NOTHING, Map.of());
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
      return officerPage(
              officer, admin, Shown.typed(surel), Map.of("surel", "citizen.who.emailWrong"))
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

  /**
   * What the page of one officer shows besides.
   *
   * @param email as typed; as it is known when null
   * @param link that was just made and nobody is mailed
   */
  private record Shown(@Nullable String email, @Nullable String link) {

    static final Shown NOTHING = new Shown(null, null);

    static Shown typed(String email) {
      return new Shown(email, null);
    }

    static Shown link(@Nullable String made) {
      return new Shown(null, made);
    }
  }

  private Html officerPage(
      Officer officer, Officer admin, Shown shown, Map<String, String> errors) {
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
        shown.email() == null ? accounts.email(officer).orElse("") : shown.email(),
        "link",
        shown.link(),
        "office",
        below.name(officer.agencyId()),
        "offices",
        below.of(admin),
        "roles",
        below.roles(admin),
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
    Officer officer = known(account, admin);
    Readmission.Made made = links.again(officer, admin);
    return switch (made.way()) {
      case MAIL -> Notice.then("officers.notice.linkSent", "/petugas/" + account);
      case PAGE -> officerPage(officer, admin, Shown.link(made.link()), Map.of());
      case NO_ADDRESS, NO_MAIL ->
          wrong(officer, admin, Map.of("undang", "officers.again." + made.way()));
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
      return wrong(officer, admin, Map.of("role", "officers.seatWrong"));
    }
    links.move(officer, agency, role, admin);
    Notice.leave("officers.notice.moved", request, response);
    return new RedirectView("/petugas/" + account);
  }

  private Html wrong(Officer officer, Officer admin, Map<String, String> errors) {
    return officerPage(officer, admin, Shown.NOTHING, errors)
        .home("/petugas/" + officer.accountId())
        .status(422);
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

  /**
   * Of whom the list is.
   *
   * @param words in a name, a login or an office; everybody when empty
   * @param number the first is 1
   */
  private record Sheet(String words, int number) {

    static final Sheet FIRST = new Sheet("", 1);
    static final int SIZE = 25;

    String at(int other) {
      return "/petugas?lembar="
          + other
          + "&cari="
          + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    boolean has(Below.Line line) {
      String where =
          line.officer().name() + " " + line.officer().login() + " " + line.agency().name();
      return where.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
  }

  private Html page(Officer admin, Sheet sheet, Wish wish, Map<String, String> errors) {
    List<Below.Line> all = below.lines(accounts.all(), admin);
    List<Below.Line> found = all.stream().filter(sheet::has).toList();
    List<Below.Line> lines =
        found.stream().skip((sheet.number() - 1L) * Sheet.SIZE).limit(Sheet.SIZE).toList();
    List<Role> roles = below.roles(admin);
    return Html.of(
        "desk/officers",
        "lines",
        lines,
        "found",
        found.size(),
        "words",
        sheet.words(),
        "before",
        sheet.number() > 1 ? sheet.at(sheet.number() - 1) : null,
        "after",
        found.size() > (long) sheet.number() * Sheet.SIZE ? sheet.at(sheet.number() + 1) : null,
        "waiting",
        waiting(lines.stream().map(Below.Line::officer).toList()),
        "roles",
        roles,
        "vacant",
        roles.stream()
            .filter(WATCHING::contains)
            .filter(role -> all.stream().noneMatch(l -> l.officer().role() == role))
            .toList(),
        "offices",
        below.of(admin),
        "wish",
        wish,
        "errors",
        errors);
  }
}
