package id.lapor.citizen;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.stereotype.Component;

/**
 * A form of a report being written came without the cookies it was shown with. Nothing is done with
 * it, as it may be another site's; but what was written in it is shown again.
 */
@Component
class LostCookies implements AccessDeniedHandler {

  static final String AGAIN = "/lapor/lagi";

  private static final Set<String> FORMS =
      Set.of("/lapor/1", "/lapor/2", "/lapor/mirip", "/lapor/3", "/lapor/4", "/lapor/kirim");

  private final AccessDeniedHandler usual = new AccessDeniedHandlerImpl();
  private final Carried carried;

  LostCookies(Carried carried) {
    this.carried = carried;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException, ServletException {
    boolean written = request.getParameter("text") != null || carried.open(request).isPresent();
    if (FORMS.contains(request.getRequestURI()) && written) {
      request.getRequestDispatcher(AGAIN).forward(request, response);
    } else {
      usual.handle(request, response, e);
    }
  }
}
