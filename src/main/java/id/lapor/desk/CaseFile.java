package id.lapor.desk;

import id.lapor.agency.Agency;
import id.lapor.agency.Categories;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Explanation;
import id.lapor.deadline.Holders;
import id.lapor.people.Officer;
import id.lapor.report.Line;
import id.lapor.report.Report;
import id.lapor.triage.Claims;
import id.lapor.triage.Suggestion;
import java.util.List;
import java.util.Set;
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
 * @param offered acts the officer may do now
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
    Set<String> offered,
    String topic,
    List<Joined> joined,
    Claims.@Nullable Claim claim) {

  /**
   * A report that goes on with this one.
   *
   * @param lines what its own reporter wrote
   */
  public record Joined(Report report, List<Line> lines) {}

  /** Whether the page has a form for the act: only where it would not be refused. */
  public boolean offers(String act) {
    return offered.contains(act);
  }
}
