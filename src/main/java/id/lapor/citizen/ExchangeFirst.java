package id.lapor.citizen;

import id.lapor.report.Reference;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The secret was seen by an officer and does not do for what is asked: it has to be exchanged. */
final class ExchangeFirst extends RuntimeException {

  private final Reference reference;

  ExchangeFirst(Reference reference) {
    super("The secret of this report was seen by an officer");
    this.reference = reference;
  }

  /** Leads to where it is exchanged. */
  @ControllerAdvice
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static class Way {

    @ExceptionHandler
    View exchange(ExchangeFirst first) {
      return new RedirectView("/l/" + first.reference + "/tukar");
    }
  }
}
