package id.lapor.desk;

import id.lapor.agency.Agency;
import id.lapor.agency.Categories;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Explanation;
import id.lapor.deadline.Holders;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import id.lapor.report.Line;
import id.lapor.report.Report;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import id.lapor.triage.Claims;
import id.lapor.triage.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything an officer is shown of one report.
 *
 * @param seat where the officer sits
 * @param region the place in words
 * @param publicDraft text for everyone as the machine proposes it
 * @param targets agencies it can be given to, or proposed to
 * @param desks other desks it can be handed to
 * @param holders offices that owe an act, each with its date
 * @param atDesk the officer may verify it now
 * @param decides what the officer says now binds the agency, as an arbiter's decision
 * @param atAgency the officer's agency may work on it now
 * @param mayApprove an archive proposal of somebody else waits for this officer
 * @param promises every clock of the report and why it ends when it does
 * @param topic code of the topic chosen, else the one the text is most likely about, else empty
 * @param joined those merged into it
 * @param claim another person who has it open on the same desk
 */
public record CaseFile(
    Officer officer,
    Report report,
    Agency seat,
    String region,
    List<Line> lines,
    @Nullable Clock clock,
    List<Explanation> promises,
    List<Suggestion> suggestions,
    List<Report> lookalikes,
    String publicDraft,
    List<Agency> targets,
    List<Agency> desks,
    Categories categories,
    List<Holders.Holder> holders,
    boolean atDesk,
    boolean decides,
    boolean atAgency,
    boolean mayApprove,
    String topic,
    List<Joined> joined,
    Claims.@Nullable Claim claim) {

  /**
   * A report that goes on with this one.
   *
   * @param lines what its own reporter wrote
   */
  public record Joined(Report report, List<Line> lines) {}

  /** Whether the officer's own desk merged it and can take that back. */
  public boolean mayPart() {
    boolean verifies = officer.role() == Role.COORDINATOR || officer.role() == Role.NATIONAL_ADMIN;
    return report.stage() == Stage.MERGED && verifies && report.course().desk().equals(seat.id());
  }

  /** Whether the page has a form for the act, as the report stands now. */
  boolean offers(String act) {
    Stage stage = report.stage();
    return switch (act) {
      case "teruskan", "gabung", "serahkan", "arsipkan" -> atDesk;
      case "pisahkan" -> mayPart();
      case "setujui-arsip", "tolak-arsip" -> mayApprove;
      case "tanya" -> atDesk || atAgency;
      case "lanjutkan" -> (atDesk || atAgency) && report.course().waiting() != null;
      case "kerjakan" -> atAgency && (stage == Stage.FORWARDED || stage == Stage.DISPUTED);
      case "jawab", "tindak-lanjut", "jadwalkan" -> atAgency;
      case "kembalikan" -> atAgency && !report.course().ownerFinal();
      case "rahasiakan" -> report.matter().visibility() != Visibility.SECRET;
      default -> true;
    };
  }
}
