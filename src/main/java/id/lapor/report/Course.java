package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a report has come.
 *
 * @param desk the coordinator or national admin that forwards it
 * @param assignments every agency that ever had a part, the lead first
 * @param handovers how it came from desk to desk, in their order
 * @param hops how often an agency said "not ours"
 * @param ownerFinal the arbiter decided; the owner can no longer return it
 * @param waiting set while the reporter is asked
 * @param archiving set once archiving was proposed, kept when it was approved
 * @param answer the last answer for good, set while it stands
 * @param mergedFrom where it was before it was merged, set while it is
 * @param disputes how often the reporter said "not solved"
 * @param supporters how many others said "me too"
 * @param ombudsman set once the reporter was offered to take the matter there
 * @param secret set once an officer has seen what opens the reporter's page
 * @param exchangedAgain how often after the first time it was exchanged
 */
public record Course(
    Stage stage,
    AgencyId desk,
    List<Assignment> assignments,
    List<Handover> handovers,
    int hops,
    boolean ownerFinal,
    @Nullable Waiting waiting,
    @Nullable Archiving archiving,
    @Nullable Answer answer,
    @Nullable LocalDate scheduledFor,
    @Nullable Closing closing,
    @Nullable ReportId mergedInto,
    @Nullable Stage mergedFrom,
    int disputes,
    int supporters,
    @Nullable Integer rating,
    @Nullable Ombudsman ombudsman,
    @Nullable Secret secret,
    @Nullable Integer exchangedAgain) {

  /**
   * A desk that had the report and has it no more.
   *
   * @param toArbiter it was handed to who decides whose it is
   */
  public record Handover(AgencyId from, boolean toArbiter) {}

  /**
   * @param handedOver the reporter agreed
   * @param undoableUntil null when that cannot be taken back
   */
  public record Ombudsman(boolean handedOver, @Nullable Instant undoableUntil) {

    static final Ombudsman OFFERED = new Ombudsman(false, null);

    public boolean undoable(Instant now) {
      return undoableUntil != null && !now.isAfter(undoableUntil);
    }
  }

  /**
   * The reporter was asked something and it is their turn.
   *
   * @param by the office that asks
   * @param from where the report goes on when the reporter replies
   * @param until when the asking office may go on without a reply
   */
  public record Waiting(AgencyId by, Stage from, String question, Instant until) {}

  /**
   * @param proposer account of the officer who proposed; another must approve
   * @param insteadOf account of whom the proposer stood in for, who is no other
   * @param appealUntil set when approved
   */
  public record Archiving(
      ArchiveReason reason,
      String words,
      long proposer,
      @Nullable Long insteadOf,
      @Nullable Instant appealUntil) {

    /**
     * Whether somebody is not the person who proposed it, nor stands in for them, nor they for
     * somebody.
     *
     * @param standsInFor account of whose position it is, null when it is their own
     */
    public boolean byAnotherThan(long account, @Nullable Long standsInFor) {
      return !isOf(account) && (standsInFor == null || !isOf(standsInFor));
    }

    private boolean isOf(long account) {
      return proposer == account || (insteadOf != null && insteadOf == account);
    }
  }

  /**
   * @param silenceClosesAt when the report closes without confirmation, as announced with the
   *     answer
   */
  public record Answer(Instant at, Instant silenceClosesAt) {}

  /**
   * @param reopenableUntil last moment at which the reporter may still say "not solved"
   */
  public record Closing(How how, Instant at, Instant reopenableUntil) {}

  /** Why a report ended as closed. */
  public enum How {
    CONFIRMED,
    SILENCE,
    IMPORTED
  }

  /** What became of a secret an officer has seen. */
  public enum Secret {
    SHOWN,
    EXCHANGED
  }

  public Course {
    assignments = List.copyOf(assignments);
    handovers = handovers == null ? List.of() : List.copyOf(handovers); // not in rows of before
  }

  static Course received(AgencyId desk) {
    return new Course(
        Stage.RECEIVED,
        desk,
        List.of(),
        List.of(),
        0,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        null,
        null,
        null,
        null);
  }

  /** Returned or handed on so often that an arbiter decides whose it is. */
  public boolean arbitrated() {
    return hops >= DeskRules.HOPS_BEFORE_ARBITER
        || handovers.stream().anyMatch(Handover::toArbiter);
  }

  /** The stage its offices are at, whatever one of them asks the reporter meanwhile. */
  public Stage standing() {
    return waiting == null ? stage : waiting.from();
  }

  /** Whether the agency has promised a day for its part and not answered since. */
  boolean promised(AgencyId agency) {
    boolean told = assignments.stream().anyMatch(a -> a.promised() != null);
    return told
        ? assignment(agency).filter(a -> a.promised() != null).isPresent()
        : standing() == Stage.SCHEDULED; // rows of before do not tell whose
  }

  /** Whether an office other than this one waits for the reporter. */
  boolean heldByAnother(AgencyId office) {
    return waiting != null && !waiting.by().equals(office);
  }

  /** Whether an officer has seen what opens the reporter's page, and it still does. */
  public boolean secretSeen() {
    return secret == Secret.SHOWN;
  }

  /** How often what opens the reporter's page was exchanged. */
  public int exchanges() {
    int again = exchangedAgain == null ? 0 : exchangedAgain;
    return secret == Secret.EXCHANGED ? again + 1 : 0;
  }

  /** The agency that answers for the whole, once forwarded and while it has not been returned. */
  public Optional<AgencyId> lead() {
    return assignments.stream()
        .filter(a -> a.lead() && a.state() != Assignment.State.RETURNED)
        .map(Assignment::agency)
        .findFirst();
  }

  public Optional<Assignment> assignment(AgencyId agency) {
    return assignments.stream().filter(a -> a.agency().equals(agency)).findFirst();
  }

  /** Whether the agency has a part it has not returned. */
  public boolean involves(AgencyId agency) {
    return assignment(agency).filter(a -> a.state() != Assignment.State.RETURNED).isPresent();
  }

  /** Whether the office has the report on its desk or a part in it, and so may read all of it. */
  public boolean concerns(AgencyId office) {
    return desk.equals(office) || involves(office);
  }

  /** Whether the office may read on: what concerns it, or lay on its desk before. */
  public boolean readableBy(AgencyId office) {
    return concerns(office) || handovers.stream().anyMatch(h -> h.from().equals(office));
  }

  CourseEdit edit() {
    return new CourseEdit(this);
  }
}
