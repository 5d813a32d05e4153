package id.lapor.citizen;

import id.lapor.people.DataRequest;
import id.lapor.people.DataRequests;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shuts an identity for its reporter (UU 27/2022, article 11), which is done at once. */
@Component
class Restriction {

  private final Reporters reporters;
  private final DataRequests requests;

  Restriction(Reporters reporters, DataRequests requests) {
    this.reporters = reporters;
    this.requests = requests;
  }

  @Transactional
  void shut(ReporterId reporter, boolean silent) {
    reporters.restrict(reporter, silent);
    requests.done(DataRequest.Kind.RESTRICTION, reporter);
  }

  void open(ReporterId reporter) {
    reporters.release(reporter);
  }
}
