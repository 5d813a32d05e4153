package id.lapor.citizen;

import id.lapor.channel.Wire;
import id.lapor.notification.Wires;
import id.lapor.people.Codes;
import id.lapor.people.Look;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.platform.key.InstallationKey;
import id.lapor.report.AccessSecret;
import id.lapor.report.Reference;
import id.lapor.report.Report;
import id.lapor.report.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a report its reporter's alone whose secret an officer has seen: another secret takes the
 * place of that one. Where the reporter gave a number or address that can be written to, it takes a
 * code sent there. Where there is none, whoever comes first exchanges it, and it shows: in the
 * history, to whoever comes with the old one, and on the reporter's page as long as no code has
 * proven anything; whoever holds the present one may then exchange it again.
 */
@Component
public class Exchange {

  private final Secrets secrets;
  private final Reporters reporters;
  private final Codes codes;
  private final Wires wires;
  private final InstallationKey key;

  Exchange(Secrets secrets, Reporters reporters, Codes codes, Wires wires, InstallationKey key) {
    this.secrets = secrets;
    this.reporters = reporters;
    this.codes = codes;
    this.wires = wires;
    this.key = key;
  }

  /** Where a code can be sent to. */
  public record Ways(boolean phone, boolean email) {

    public boolean any() {
      return phone || email;
    }

    boolean has(boolean byPhone) {
      return byPhone ? phone : email;
    }
  }

  /** None to an address that came in after somebody exchanged it unproven: it may be theirs. */
  Ways ways(Report report) {
    @Nullable ReporterId reporter = report.matter().reporter();
    if (reporter == null || overwritten(report, reporter)) {
      return new Ways(false, false);
    }
    Reporters.Reach reach = reporters.reach(reporter);
    return new Ways(
        reach.phone() && wires.serves(Wire.Kind.SMS),
        reach.email() && wires.serves(Wire.Kind.EMAIL));
  }

  /** When it was last exchanged, where that took no code. */
  Optional<Instant> unproven(Report report) {
    List<Instant> unproven = secrets.unproven(report);
    return unproven.isEmpty() ? Optional.empty() : Optional.of(unproven.getLast());
  }

  private boolean overwritten(Report report, ReporterId reporter) {
    List<Instant> unproven = secrets.unproven(report);
    return !unproven.isEmpty()
        && reporters.looks(reporter).stream()
            .anyMatch(l ->
                l.purpose() == Look.Purpose.CORRECTED && !l.at().isBefore(unproven.getFirst()));
  }

  /**
   * The secret a page offers; the same however often its form is sent.
   *
   * @param token stands in that page and nowhere else
   */
  AccessSecret fresh(Reference reference, String token) {
    return AccessSecret.of(key.derive("exchange", reference.code() + "/" + token));
  }

  /**
   * Whether the code was right, where one has to be shown.
   *
   * @param byPhone where it was sent to; null when nowhere
   */
  @Transactional
  public boolean exchange(
      Report report, AccessSecret fresh, @Nullable Boolean byPhone, String code) {
    boolean known = ways(report).any();
    return (!known || redeemed(report, byPhone, code)) && secrets.exchange(report, fresh, known);
  }

  private boolean redeemed(Report report, @Nullable Boolean byPhone, String code) {
    return byPhone != null
        && ways(report).has(byPhone)
        && codes.redeem(DataSheet.known(report), byPhone, code);
  }
}
