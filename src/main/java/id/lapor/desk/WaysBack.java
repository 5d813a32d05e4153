package id.lapor.desk;

import id.lapor.people.ForRoles;
import id.lapor.people.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Addresses that only take forms lead back to the page the form stands on. */
@Controller
class WaysBack {

  @GetMapping({
    "/teguran/terbitkan",
    "/teguran/{agency:\\d+}/{level:\\d+}/batalkan",
    "/teguran/surat/{id:\\d+}/tarik"
  })
  @ForRoles({Role.SUPERVISOR, Role.NATIONAL_ADMIN})
  View reprimands(@RequestParam(defaultValue = "") String lang) {
    boolean asked = lang.equals("id") || lang.equals("en");
    return new RedirectView(asked ? "/teguran?lang=" + lang : "/teguran");
  }
}
