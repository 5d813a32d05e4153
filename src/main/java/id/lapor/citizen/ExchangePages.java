package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.people.ForEveryone;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.platform.page.Notice;
import id.lapor.report.AccessSecret;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The reporter takes another secret for the one an officer has seen, or has exchanged. */
@Controller
@ForEveryone
class ExchangePages {

  private final OwnAccess access;
  private final Exchange exchange;
  private final Reports reports;
  private final CodeSending sending;
  private final Drafts drafts;
  private final Agencies agencies;

  ExchangePages(
      OwnAccess access,
      Exchange exchange,
      Reports reports,
      CodeSending sending,
      Drafts drafts,
      Agencies agencies) {
    this.agencies = agencies;
    this.access = access;
    this.exchange = exchange;
    this.reports = reports;
    this.sending = sending;
    this.drafts = drafts;
  }

  /**
   * What the form carries.
   *
   * @param kunci names the new secret, so that a second tap shows the same
   * @param lewat the wire a code was sent on, where one was
   */
  record Typed(@Nullable String kunci, @Nullable String lewat, @Nullable String kode) {

    boolean named() {
      return kunci != null && kunci.matches("[A-Za-z0-9_-]{32}");
    }

    @Nullable Boolean phone() {
      return lewat == null ? null : lewat.equals("ponsel");
    }

    String code() {
      return kode == null ? "" : kode;
    }
  }

  @GetMapping("/l/{reference}/tukar")
  View ask(@PathVariable String reference, HttpServletRequest request) {
    return seen(reference, request)
        .<View>map(r -> page(r, drafts.newToken(), Map.of()))
        .orElseGet(() -> home(reference));
  }

  @PostMapping("/l/{reference}/tukar/kode/{wire:ponsel|surel}")
  View sendCode(
      @PathVariable String reference,
      @PathVariable String wire,
      HttpServletRequest request,
      HttpServletResponse response) {
    Report report = seen(reference, request).orElseThrow(NotFound::new);
    boolean phone = wire.equals("ponsel");
    if (!exchange.ways(report).has(phone)) {
      throw new NotFound();
    }
    boolean sent = sending.toExchange(report, phone, request);
    Notice.leave(sent ? "citizen.notice.code" : "citizen.notice.noCode", request, response);
    return new RedirectView("/l/" + report.reference() + "/tukar");
  }

  @PostMapping("/l/{reference}/tukar")
  View exchange(
      @PathVariable String reference,
      Typed typed,
      HttpServletRequest request,
      HttpServletResponse response) {
    @Nullable Reference number = Reference.parse(reference).orElse(null);
    if (number == null || !typed.named()) {
      return home(reference);
    }
    String kunci = Objects.requireNonNull(typed.kunci());
    AccessSecret fresh = exchange.fresh(number, kunci);
    @Nullable Report report = seen(reference, request).orElse(null);
    boolean again = reports.open(number, fresh).isPresent();
    boolean held = report != null && access.held(number);
    boolean done =
        report != null && !again && exchange.exchange(report, fresh, typed.phone(), typed.code());
    Optional<Report> own = reports.open(number, fresh);
    if (own.isPresent()) {
      access.grant(number, fresh, request, response);
      if (held) {
        access.hold(own.get());
      }
      return page(own.get(), kunci, Map.of()).with("secret", fresh.shown());
    }
    if (report == null || done) {
      return home(reference);
    }
    return page(report, kunci, Map.of("kode", "citizen.data.codeWrong")).status(422);
  }

  private Optional<Report> seen(String reference, HttpServletRequest request) {
    return access.report(reference, request).filter(r -> r.course().secret() != null);
  }

  private Html page(Report report, String token, Map<String, String> errors) {
    return Html.of(
            "citizen/exchange",
            "report",
            report,
            "ways",
            exchange.ways(report),
            "exchanged",
            exchange.unproven(report).orElse(null),
            "zone",
            agencies.zoneOf(report.matter().place().region(), report.course().desk()),
            "token",
            token,
            "secret",
            "",
            "errors",
            errors)
        .home("/l/" + report.reference());
  }

  private static View home(String reference) {
    return new RedirectView(Reference.parse(reference).map(r -> "/l/" + r).orElse("/cek"));
  }
}
