package id.lapor.people;

import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The way out to the issuer; the way back is Spring Security's. */
@Controller
@ForEveryone
class OidcPages {

  private static final Logger log = LoggerFactory.getLogger(OidcPages.class);

  private final ObjectProvider<OidcDoor> door;

  OidcPages(ObjectProvider<OidcDoor> door) {
    this.door = door;
  }

  /**
   * @param ulang not empty when the reporter has to sign in over there once more
   */
  @GetMapping("/saya/luar")
  View leave(
      @RequestParam(defaultValue = "") String ulang,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      String start = door.stream().findFirst().orElseThrow(NotFound::new).start();
      return new RedirectView(ulang.isEmpty() ? start : start + "?" + OidcQuestions.AGAIN + "=ya");
    } catch (IllegalArgumentException | IllegalStateException e) {
      log.warn("The issuer of accounts does not answer: {}", e.getMessage());
      Notice.leave("member.notice.oidcAway", request, response);
      return new RedirectView("/saya/masuk");
    }
  }
}
