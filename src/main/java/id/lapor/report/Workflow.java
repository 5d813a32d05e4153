package id.lapor.report;

import id.lapor.people.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The life of a report as rules (DOMAIN section 3): who may do what when, and what then happened.
 * Pure: the same report, command, actor and moment always give the same decision.
 */
public final class Workflow {

  /** For how long a desk may undo its forward; messages about it wait as long. */
  public static final Duration SECOND_THOUGHTS = Duration.ofSeconds(15);

  /** For how long a reporter may take back that the ombudsman gets the case. */
  public static final Duration HANDOVER_UNDOABLE = Duration.ofDays(3);

  /** For how long what was written down by mistake may be taken back by whoever did. */
  public static final Duration MISRECORDED = Duration.ofHours(24);

  /** Longest text an act may carry, in characters. */
  public static final int LONGEST_TEXT = 10_000;

  private final DeskRules desk;
  private final AgencyRules agency;
  private final ReporterRules reporter;

  public Workflow(Surroundings surroundings) {
    this.desk = new DeskRules(surroundings);
    this.agency = new AgencyRules(surroundings);
    this.reporter = new ReporterRules(surroundings);
  }

  /** Whether the command may be carried out on the report as it stands, and what happens then. */
  public Decision decide(Report report, Command command, Actor actor, Instant now) {
    return switch (command) {
      case Command.Forward c -> byOfficer(actor, o -> desk.forward(report, c, o));
      case Command.Recall _ -> byOfficer(actor, o -> desk.recall(report, o, now));
      case Command.Redirect c -> byOfficer(actor, o -> desk.redirect(report, c, o));
      case Command.ProposeArchive c ->
          byOfficer(actor, o -> desk.proposeArchive(report, c, o, now));
      case Command.ApproveArchive _ -> byOfficer(actor, o -> desk.approveArchive(report, o, now));
      case Command.DeclineArchive c -> byOfficer(actor, o -> desk.declineArchive(report, c, o));
      case Command.Merge c -> byOfficer(actor, o -> desk.merge(report, c, o));
      case Command.Unrecord c -> byOfficer(actor, o -> desk.unrecord(report, c, o, now));
      case Command.ShowSecret _ -> byOfficer(actor, _ -> showSecret(report));
      case Command.Hold c -> byOfficer(actor, o -> desk.hold(report, c, o, now));
      case Command.Resume _ -> resume(report, actor, now);
      case Command.Write c -> byOfficer(actor, o -> agency.write(report, c, o));
      case Command.Ascribe c -> byOfficer(actor, o -> desk.ascribe(report, c, o));
      case Command.Note c -> byOfficer(actor, o -> agency.note(report, c, o));
      case Command.Narrow c -> narrow(report, c, actor);
      case Command.TakeUp _ -> byOfficer(actor, o -> agency.takeUp(report, o));
      case Command.FollowUp c -> byOfficer(actor, o -> agency.followUp(report, c, o));
      case Command.Answer c -> byOfficer(actor, o -> agency.answer(report, c, o, now));
      case Command.Schedule c -> byOfficer(actor, o -> agency.schedule(report, c, o, now));
      case Command.Return c -> byOfficer(actor, o -> agency.giveBack(report, c, o));
      case Command.Reply c -> byReporter(actor, reporter.reply(report, c, now));
      case Command.Confirm _ -> byReporter(actor, reporter.confirm(report, now));
      case Command.Dispute c -> byReporter(actor, reporter.dispute(report, c, now));
      case Command.Rate c -> byReporter(actor, reporter.rate(report, c));
      case Command.OfOmbudsman c -> ombudsman(report, c, actor, now);
      case Command.Withdraw c -> byReporter(actor, reporter.withdraw(report, c));
      case Command.Appeal c -> byReporter(actor, reporter.appeal(report, c, now));
      case Command.ExchangeSecret c -> byReporter(actor, reporter.exchangeSecret(report, c));
      case Command.Join c -> byOfficer(actor, o -> desk.join(report, c, o));
      case Command.Separate c -> reporter.separate(report, c, actor);
      case Command.Support _ -> support(report, actor);
      case Command.CloseBySilence _ -> byHouse(actor, reporter.closeBySilence(report, now));
      case Command.Escalate c -> byHouse(actor, escalate(report, c));
      case Command.NoteReprimand c -> reprimand(c, actor);
      case Command.NoteWithdrawal c -> withdrawal(c, actor);
    };
  }

  private Decision ombudsman(Report report, Command.OfOmbudsman command, Actor actor, Instant now) {
    return switch (command) {
      case Command.OfferOmbudsman c -> byHouse(actor, reporter.offerOmbudsman(report, c));
      case Command.HandOver _ -> byReporter(actor, reporter.handOver(report, now));
      case Command.UndoHandOver _ -> byReporter(actor, reporter.undoHandOver(report, now));
    };
  }

  /** Who asked goes on at once, the house when the reporter's time has passed. */
  private Decision resume(Report report, Actor actor, Instant now) {
    return actor instanceof Actor.House
        ? desk.turnPassed(report, now)
        : byOfficer(actor, o -> desk.resume(report, o));
  }

  /** Once: whoever looks again sees no more than somebody has seen. */
  private static Decision showSecret(Report report) {
    return report.course().secret() == null
        ? Decision.accept(new Event.SecretShown())
        : Decision.refuse(Refusal.WRONG_STAGE);
  }

  private static Decision escalate(Report report, Command.Escalate c) {
    return report.stage().ended()
        ? Decision.refuse(Refusal.WRONG_STAGE)
        : Decision.accept(new Event.Escalated(c.clock(), c.office(), c.dueAt(), c.step()));
  }

  /** Letters are issued by a named supervisor, or by the house where policy says so. */
  private static Decision reprimand(Command.NoteReprimand c, Actor actor) {
    return supervises(actor) || actor instanceof Actor.House
        ? Decision.accept(new Event.Reprimanded(c.number(), c.level(), c.addressee()))
        : Decision.refuse(Refusal.NOT_YOURS);
  }

  /** Only a person takes a letter back, and says why. */
  private static Decision withdrawal(Command.NoteWithdrawal c, Actor actor) {
    if (!supervises(actor)) {
      return Decision.refuse(Refusal.NOT_YOURS);
    }
    return Words.wrongGrounds(c.reason())
        .map(Decision::refuse)
        .orElseGet(() ->
            Decision.accept(
                new Event.ReprimandWithdrawn(c.number(), c.level(), c.addressee(), c.reason())));
  }

  private static boolean supervises(Actor actor) {
    return actor instanceof Actor.Officer o
        && (o.role() == Role.SUPERVISOR || o.role() == Role.NATIONAL_ADMIN);
  }

  private static Decision support(Report report, Actor actor) {
    if (!(actor instanceof Actor.Neighbour)) {
      return Decision.refuse(Refusal.NOT_YOURS);
    }
    return report.matter().visibleToAll() && !report.stage().ended()
        ? Decision.accept(new Event.Supported())
        : Decision.refuse(Refusal.WRONG_STAGE);
  }

  /**
   * The circle only ever narrows; the reporter and the offices it concerns may ask for it. What
   * everyone reads already no agency hides that answers for it: only the desk may.
   */
  private static Decision narrow(Report report, Command.Narrow c, Actor actor) {
    boolean may =
        switch (actor) {
          case Actor.Officer o ->
              report.matter().visibleToAll() && o.role() != Role.NATIONAL_ADMIN
                  ? DeskRules.verifies(report, o)
                  : holds(report, o);
          case Actor.Reporter _ -> true;
          case Actor.Neighbour _, Actor.House _ -> false;
        };
    if (!may) {
      return Decision.refuse(Refusal.NOT_YOURS);
    }
    Visibility from = report.matter().visibility();
    if (c.to().compareTo(from) <= 0) {
      return Decision.refuse(Refusal.ONLY_NARROWER);
    }
    return (actor instanceof Actor.Officer
            ? Words.wrongGrounds(c.reason())
            : Words.tooLong(c.reason()))
        .map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new Event.Narrowed(from, c.to(), c.reason())));
  }

  /** The officer sits at the desk of the report or at an agency with a part in it. */
  static boolean holds(Report report, Actor.Officer officer) {
    return report.course().concerns(officer.agency());
  }

  private static Decision byOfficer(Actor actor, Function<Actor.Officer, Decision> rule) {
    return actor instanceof Actor.Officer officer
        ? rule.apply(officer)
        : Decision.refuse(Refusal.NOT_YOURS);
  }

  private static Decision byReporter(Actor actor, Decision decision) {
    return actor instanceof Actor.Reporter ? decision : Decision.refuse(Refusal.NOT_YOURS);
  }

  private static Decision byHouse(Actor actor, Decision decision) {
    return actor instanceof Actor.House ? decision : Decision.refuse(Refusal.NOT_YOURS);
  }
}
