package id.lapor.citizen;

import id.lapor.people.ForEveryone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The way out for whoever is looked at over the shoulder: what was typed goes from the device and
 * from here, and the weather comes up. A plain link, so that it works without JavaScript too; a
 * form could not lead to another site.
 */
@Controller
@ForEveryone
class ExitPages {

  private static final String ELSEWHERE = "https://www.bmkg.go.id/";

  private final Sheets sheets;

  ExitPages(Sheets sheets) {
    this.sheets = sheets;
  }

  /** Other sites that lead a browser here take nothing away; browsers that do not tell do. */
  @GetMapping("/keluar-cepat")
  View leave(HttpServletRequest request, HttpServletResponse response) {
    if (!"cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
      sheets.discard(request, response);
    }
    response.setHeader("Cache-Control", "private, no-store");
    return new RedirectView(ELSEWHERE);
  }
}
