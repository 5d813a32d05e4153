package id.lapor.deadline;

import id.lapor.report.Actor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Whether what somebody asks about a letter is what they have done already: the same form, sent
 * again. To them it is done; to all others it was decided by somebody else.
 */
@Service
public class LetterRepeats {

  private final ReprimandStore store;

  LetterRepeats(ReprimandStore store) {
    this.store = store;
  }

  /**
   * The letter as it was read, issued by whomever.
   *
   * @param seal of the draft that was read
   */
  public Optional<Reprimand> issued(Reprimand.Due letter, String seal) {
    return latest(letter, "number IS NOT NULL").stream()
        .filter(l -> Reprimand.seal(l.cases()).equals(seal))
        .findFirst();
  }

  /**
   * @param seal of the draft that was read
   */
  public boolean issued(Reprimand.Due letter, String seal, Actor.Officer by) {
    return issued(letter, seal)
        .filter(l -> l.issuer().equals(by.name()) && by.agency().equals(l.issuerOffice()))
        .isPresent();
  }

  /**
   * @param seal of the draft that was read
   */
  public boolean declined(Reprimand.Due letter, String seal, String reason, Actor.Officer by) {
    return latest(letter, "number IS NULL").stream()
        .anyMatch(
            l -> decided(l.withdrawal(), reason, by) && Reprimand.seal(l.cases()).equals(seal));
  }

  public boolean withdrew(long id, String reason, Actor.Officer by) {
    return store.find("id = :id AND number IS NOT NULL", Map.of("id", id)).stream()
        .anyMatch(l -> decided(l.withdrawal(), reason, by));
  }

  public boolean answered(long id, Reprimands.Reply reply, Actor.Officer by) {
    return store.find("id = :id", Map.of("id", id)).stream()
        .filter(l -> l.agency().equals(by.agency()))
        .map(Reprimand::answer)
        .anyMatch(a ->
            a != null
                && a.by().equals(by.name())
                && a.words().equals(reply.words().strip())
                && a.until().equals(reply.until()));
  }

  /** Uses deadline_reprimand_decided. */
  private List<Reprimand> latest(Reprimand.Due letter, String which) {
    return store.find(
        "agency_id = :agency AND level = :level AND " + which + " ORDER BY id DESC LIMIT 1",
        Map.of("agency", letter.agency().value(), "level", letter.level()));
  }

  private static boolean decided(
      Reprimand.@Nullable Withdrawal withdrawal, String reason, Actor.Officer by) {
    return withdrawal != null
        && withdrawal.by().equals(by.name())
        && by.agency().equals(withdrawal.office())
        && withdrawal.reason().equals(reason.strip());
  }
}
