package id.lapor.desk;

import id.lapor.agency.Agency;
import id.lapor.agency.Categories;
import id.lapor.deadline.Clock;
import id.lapor.deadline.Explanation;
import id.lapor.people.Officer;
import id.lapor.report.Line;
import id.lapor.report.Report;
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
 * @param atDesk the officer may verify it now
 * @param atAgency the officer's agency may work on it now
 * @param mayApprove an archive proposal of somebody else waits for this officer
 * @param promises every clock of the report and why it ends when it does
 * @param holder name of another person who has it open
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
    List<Agency> parts,
    boolean atDesk,
    boolean atAgency,
    boolean mayApprove,
    @Nullable String holder) {}
