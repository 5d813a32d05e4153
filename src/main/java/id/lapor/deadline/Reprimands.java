package id.lapor.deadline;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.platform.key.InstallationKey;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Reports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Letters from their draft, which the ladder makes, to their issue by a named supervisor. */
@Service
public class Reprimands {

  private static final int CODE_LENGTH = 12;

  private final ReprimandStore store;
  private final Reports reports;
  private final Agencies agencies;
  private final InstallationKey key;
  private final InstantSource clock;

  Reprimands(
      ReprimandStore store,
      Reports reports,
      Agencies agencies,
      InstallationKey key,
      InstantSource clock) {
    this.store = store;
    this.reports = reports;
    this.agencies = agencies;
    this.key = key;
    this.clock = clock;
  }

  /** Letters that wait for a supervisor, the gravest first. */
  public List<Reprimand> drafts() {
    return store.find("state = 'DRAFT' ORDER BY level DESC, drafted_at, id LIMIT 100", Map.of());
  }

  /** The latest issued. */
  public List<Reprimand> issued(int limit) {
    return store.find(
        "state = 'ISSUED' ORDER BY issued_at DESC, id DESC LIMIT :limit", Map.of("limit", limit));
  }

  public List<Reprimand> issuedTo(AgencyId agency) {
    return store.find(
        "state = 'ISSUED' AND agency_id = :agency ORDER BY issued_at DESC, id DESC LIMIT 50",
        Map.of("agency", agency.value()));
  }

  public Optional<Reprimand> find(long id) {
    return store.find("id = :id", Map.of("id", id)).stream().findFirst();
  }

  /** An issued letter by the code printed on it. */
  public Optional<Reprimand> verify(String code) {
    return store
        .find("state = 'ISSUED' AND code = :code", Map.of("code", code.toUpperCase(Locale.ROOT)))
        .stream()
        .findFirst();
  }

  /**
   * Issues a draft: gives it a number and a code and notes it in the journal of every report it is
   * about.
   *
   * @return empty when it is no draft any more
   */
  @Transactional
  public Optional<Reprimand> issue(long id, Actor.Officer supervisor) {
    Reprimand draft = find(id).orElseThrow();
    if (draft.state() != Reprimand.State.DRAFT) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    int year = now.atZone(agencies.get(supervisor.agency()).zone()).getYear();
    String number = "TGR-%s/%04d/%d".formatted(draft.roman(), store.nextNumber(year), year);
    byte[] derived = key.derive("reprimand", number + "/" + id);
    String code = HexFormat.of().withUpperCase().formatHex(derived).substring(0, CODE_LENGTH);
    if (!store.issue(id, number, code, now, supervisor)) {
      return Optional.empty();
    }
    for (Reprimand.Case c : draft.cases()) {
      reports.command(
          c.report(), new Command.NoteReprimand(number, draft.level(), draft.agency()), supervisor);
    }
    return find(id);
  }

  /** Takes a letter back; the reason stays with it. */
  @Transactional
  public boolean withdraw(long id, String reason) {
    return store.withdraw(id, reason, clock.instant());
  }
}
