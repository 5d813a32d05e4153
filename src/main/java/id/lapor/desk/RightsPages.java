package id.lapor.desk;

import id.lapor.agency.AgencyId;
import id.lapor.people.ForRoles;
import id.lapor.people.Rights;
import id.lapor.people.Role;
import id.lapor.platform.page.Html;
import id.lapor.report.IdentityRule;
import id.lapor.report.Visibility;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  @GetMapping("/hak")
  Html show() {
    Map<Role, List<IdentityRule>> identities = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      identities.put(
          role,
          Arrays.stream(Visibility.values())
              .map(v -> IdentityRule.of(role, new AgencyId(0), new AgencyId(0), v))
              .toList());
    }
    return Html.of("desk/rights", "doors", rights.doors(), "identities", identities);
  }
}
