package id.lapor.citizen;

import id.lapor.people.Contact;
import id.lapor.people.DataRequest;
import id.lapor.people.DataRequests;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.NotFound;
import id.lapor.report.Report;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The page about one's own data, which several forms come back to. */
@Component
class DataSheet {

  private final OwnAccess access;
  private final Reporters reporters;
  private final DataRequests requests;
  private final Consents consents;

  DataSheet(OwnAccess access, Reporters reporters, DataRequests requests, Consents consents) {
    this.access = access;
    this.reporters = reporters;
    this.requests = requests;
    this.consents = consents;
  }

  /** The report, for whoever holds its secret and alone does. */
  Report own(String reference, HttpServletRequest request) {
    return access.own(reference, request).orElseThrow(NotFound::new);
  }

  static ReporterId known(Report report) {
    @Nullable ReporterId reporter = report.matter().reporter();
    if (reporter == null) {
      throw new NotFound();
    }
    return reporter;
  }

  Html page(Report report, Map<String, String> errors) {
    return page(report, new Contact(null, null, null), errors);
  }

  Html page(Report report, Contact typed, Map<String, String> errors) {
    @Nullable ReporterId reporter = report.matter().reporter();
    @Nullable DataRequest correction =
        reporter == null ? null : requests.correction(reporter).orElse(null);
    return Html.of(
        "citizen/data",
        "report",
        report,
        "reach",
        reporter == null ? null : reporters.reach(reporter),
        "kept",
        reporter != null && reporters.kept(reporter),
        "correction",
        correction,
        "pending",
        correction == null ? null : requests.pending(correction),
        "asked",
        reporter == null ? List.of() : requests.of(reporter),
        "consent",
        consents.of(report.id()).orElse(null),
        "typed",
        typed,
        "errors",
        errors);
  }
}
