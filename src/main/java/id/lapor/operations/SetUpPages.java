package id.lapor.operations;

import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import id.lapor.people.Contact;
import id.lapor.people.ForEveryone;
import id.lapor.people.Officer;
import id.lapor.people.PasswordRule;
import id.lapor.people.SignIn;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The first page of a fresh installation: whose it is, who answers, who begins. Gone afterwards.
 */
@Controller
@ForEveryone
@Profile("run")
public class SetUpPages {

  private static final Map<String, ZoneId> ZONES =
      Map.of(
          "WIB", ZoneId.of("Asia/Jakarta"),
          "WITA", ZoneId.of("Asia/Makassar"),
          "WIT", ZoneId.of("Asia/Jayapura"));

  private final SetUpGate gate;
  private final Organisation organisation;
  private final Regions regions;
  private final PasswordRule rule;
  private final SignIn signIn;

  SetUpPages(
      SetUpGate gate,
      Organisation organisation,
      Regions regions,
      PasswordRule rule,
      SignIn signIn) {
    this.rule = rule;
    this.gate = gate;
    this.organisation = organisation;
    this.regions = regions;
    this.signIn = signIn;
  }

  /** What the form carries, as typed. */
  public record Typed(
      @Nullable String kode,
      @Nullable String government,
      @Nullable String region,
      @Nullable String zone,
      @Nullable String head,
      @Nullable String coordinator,
      @Nullable String name,
      @Nullable String login,
      @Nullable String password,
      @Nullable String email,
      @Nullable String adminName,
      @Nullable String adminLogin,
      @Nullable String adminPassword,
      @Nullable String units) {

    static Typed only(String code) {
      return new Typed(
          code, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    public static String words(@Nullable String typed) {
      return typed == null ? "" : typed.strip();
    }
  }

  @GetMapping(SetUpGate.PATH)
  Html ask(@RequestParam(defaultValue = "") String kode) {
    check(kode);
    return page(Typed.only(kode), Map.of(), "");
  }

  @PostMapping(SetUpGate.PATH)
  View setUp(Typed typed, HttpServletRequest request, HttpServletResponse response) {
    check(Typed.words(typed.kode()));
    Map<String, String> errors = new LinkedHashMap<>();
    Region region = region(Typed.words(typed.region()));
    wrong(typed, region, errors);
    if (!errors.isEmpty() || region == null) {
      return page(typed, errors, "").status(422);
    }
    try {
      Officer first = organisation.found(government(typed, region));
      signIn.as(first, SignIn.Way.HOUSE, request, response);
      return new RedirectView(first.home());
    } catch (Sheet.Wrong e) {
      errors.put("units", "operations.setup.unitsWrong");
      return page(typed, errors, String.valueOf(e.getMessage())).status(422);
    }
  }

  private void check(String code) {
    if (!gate.closed() || !gate.knows(code)) {
      throw new NotFound();
    }
  }

  private void wrong(Typed typed, @Nullable Region region, Map<String, String> errors) {
    need(typed.government(), "government", errors);
    if (region == null) {
      errors.put("region", "operations.setup.regionWrong");
    }
    if (!ZONES.containsKey(Typed.words(typed.zone()))) {
      errors.put("zone", "operations.setup.zoneWrong");
    }
    need(typed.head(), "head", errors);
    need(typed.coordinator(), "coordinator", errors);
    Organisation.First first = first(typed);
    need(typed.name(), "name", errors);
    account(first, "login", "password", errors);
    String email = Typed.words(typed.email());
    if (!email.isEmpty() && Contact.email(email) == null) {
      errors.put("email", "operations.setup.emailWrong");
    }
    need(typed.adminName(), "adminName", errors);
    Organisation.First administrator = administrator(typed);
    account(administrator, "adminLogin", "adminPassword", errors);
    if (first.login().equalsIgnoreCase(administrator.login())) {
      errors.putIfAbsent("adminLogin", "operations.setup.loginTwice");
    }
  }

  private void account(
      Organisation.First who, String loginField, String passwordField, Map<String, String> errors) {
    if (!who.login().matches("[A-Za-z0-9._-]{3,40}")) {
      errors.put(loginField, "operations.setup.loginWrong");
    }
    rule.wrong(who.password(), who.login(), who.name())
        .ifPresent(why -> errors.put(passwordField, why));
  }

  private static void need(@Nullable String typed, String field, Map<String, String> errors) {
    if (Typed.words(typed).isEmpty()) {
      errors.put(field, "operations.setup.missing");
    }
  }

  /** A code, or a name only one region has. */
  private @Nullable Region region(String typed) {
    List<Region> found = regions.search(typed, 1);
    return regions.find(typed).orElseGet(() -> found.isEmpty() ? null : found.getFirst());
  }

  private static Organisation.Government government(Typed t, Region region) {
    return new Organisation.Government(
        Typed.words(t.government()),
        region.code(),
        ZONES.getOrDefault(Typed.words(t.zone()), ZoneId.of("Asia/Jakarta")),
        Typed.words(t.head()),
        Typed.words(t.coordinator()),
        first(t),
        administrator(t),
        t.units() == null ? "" : t.units());
  }

  private static Organisation.First first(Typed t) {
    return new Organisation.First(
        Typed.words(t.name()),
        Typed.words(t.login()),
        t.password() == null ? "" : t.password(),
        Typed.words(t.email()));
  }

  private static Organisation.First administrator(Typed t) {
    return new Organisation.First(
        Typed.words(t.adminName()),
        Typed.words(t.adminLogin()),
        t.adminPassword() == null ? "" : t.adminPassword(),
        "");
  }

  private static Html page(Typed typed, Map<String, String> errors, String detail) {
    return Html.of("operations/setup", "typed", typed, "errors", errors, "detail", detail);
  }
}
