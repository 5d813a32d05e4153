package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What only the reporter may do, and the one end the house may bring: an announced silence after an
 * answer for good.
 */
final class ReporterRules {

  private final Surroundings surroundings;

  ReporterRules(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Who writes after an answer is not silent: the announced silence begins anew. */
  Decision reply(Report report, Command.Reply c, Instant now) {
    return switch (report.stage()) {
      case CLOSED, ARCHIVED, WITHDRAWN -> Decision.refuse(Refusal.WRONG_STAGE);
      case ANSWERED -> replied(c, surroundings.tenWorkingDays(answering(report), now));
      case RECEIVED, RETURNED, HELD, FORWARDED, IN_PROGRESS, SCHEDULED, DISPUTED, MERGED ->
          replied(c, null);
    };
  }

  Decision confirm(Report report, Instant now) {
    return report.stage() == Stage.ANSWERED
        ? Decision.accept(new Event.Confirmed(reopenableUntil(report, now)))
        : Decision.refuse(Refusal.WRONG_STAGE);
  }

  Decision dispute(Report report, Command.Dispute c, Instant now) {
    Course course = report.course();
    Course.@Nullable Closing closing = course.closing();
    boolean answered = report.stage() == Stage.ANSWERED;
    boolean closed = report.stage() == Stage.CLOSED && closing != null && course.lead().isPresent();
    if (!answered && !closed) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    if (closing != null && closed && now.isAfter(closing.reopenableUntil())) {
      return Decision.refuse(Refusal.TOO_LATE);
    }
    int time = course.disputes() + 1;
    AgencyId lead = course.lead().orElse(course.desk());
    AgencyId owner = time == 2 ? surroundings.superior(lead) : lead;
    return withWords(c.reason(), new Event.Disputed(c.reason().strip(), c.evidence(), time, owner));
  }

  /**
   * Whatever stage it is in, and as often as its holder wants: whoever exchanged it first may not
   * have been the reporter.
   */
  Decision exchangeSecret(Report report, Command.ExchangeSecret c) {
    return report.course().secret() != null
        ? Decision.accept(new Event.SecretExchanged(c.byCode()))
        : Decision.refuse(Refusal.WRONG_STAGE);
  }

  Decision rate(Report report, Command.Rate c) {
    if (report.stage() != Stage.CLOSED && report.stage() != Stage.ANSWERED) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    if (c.stars() < 1 || c.stars() > 5) {
      return Decision.refuse(Refusal.STARS_OUT_OF_RANGE);
    }
    if (report.course().rating() != null) {
      return Decision.refuse(Refusal.ALREADY_RATED);
    }
    return Words.tooLong(c.words())
        .map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new Event.Rated(c.stars(), c.words().strip())));
  }

  /** Nobody has to say why. */
  Decision withdraw(Report report, Command.Withdraw c) {
    if (report.stage().ended()) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    return Words.tooLong(c.reason())
        .map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new Event.Withdrawn(c.reason().strip())));
  }

  /** Once, while the report is open; what the offices owe they still owe. */
  Decision handOver(Report report, Instant now) {
    Course.@Nullable Ombudsman ombudsman = report.course().ombudsman();
    return ombudsman == null || ombudsman.handedOver() || report.stage().ended()
        ? Decision.refuse(Refusal.WRONG_STAGE)
        : Decision.accept(new Event.HandedOver(now.plus(Workflow.HANDOVER_UNDOABLE)));
  }

  /** Also of a report that ended meanwhile: somebody may have agreed in its reporter's name. */
  Decision undoHandOver(Report report, Instant now) {
    Course.@Nullable Ombudsman ombudsman = report.course().ombudsman();
    if (ombudsman == null || !ombudsman.handedOver()) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    return ombudsman.undoable(now)
        ? Decision.accept(new Event.HandOverUndone())
        : Decision.refuse(Refusal.TOO_LATE);
  }

  Decision offerOmbudsman(Report report, Command.OfferOmbudsman c) {
    return report.course().ombudsman() != null || report.stage().ended()
        ? Decision.refuse(Refusal.WRONG_STAGE)
        : Decision.accept(new Event.OmbudsmanOffered(c.since()));
  }

  Decision appeal(Report report, Command.Appeal c, Instant now) {
    Course.@Nullable Archiving archiving = report.course().archiving();
    if (report.stage() != Stage.ARCHIVED || archiving == null) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    @Nullable Instant until = archiving.appealUntil();
    if (until != null && now.isAfter(until)) {
      return Decision.refuse(Refusal.TOO_LATE);
    }
    return withWords(c.reason(), new Event.Appealed(c.reason().strip()));
  }

  /**
   * A merge ends no report against its reporter's will, nor because another reporter gave up, nor
   * because a desk was mistaken.
   */
  Decision separate(Report report, Command.Separate c, Actor actor) {
    if (report.stage() != Stage.MERGED) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    return switch (actor) {
      case Actor.Reporter _ -> withWords(c.reason(), new Event.Separated(c.reason().strip(), null));
      case Actor.Officer o ->
          DeskRules.verifies(report, o)
              ? withWords(c.reason(), new Event.Separated(c.reason().strip(), o.agency()))
              : Decision.refuse(Refusal.NOT_YOURS);
      case Actor.House _ ->
          abandoned(report.course().mergedInto())
              ? Decision.accept(new Event.Separated("", null))
              : Decision.refuse(Refusal.NOT_YOURS);
      case Actor.Neighbour _ -> Decision.refuse(Refusal.NOT_YOURS);
    };
  }

  /** No timer ever closes a report that was not answered. */
  Decision closeBySilence(Report report, Instant now) {
    Course.@Nullable Answer answer = report.course().answer();
    if (report.stage() != Stage.ANSWERED || answer == null) {
      return Decision.refuse(Refusal.WRONG_STAGE);
    }
    return now.isBefore(answer.silenceClosesAt())
        ? Decision.refuse(Refusal.TOO_EARLY)
        : Decision.accept(new Event.ClosedBySilence(reopenableUntil(report, now)));
  }

  private Instant reopenableUntil(Report report, Instant now) {
    return surroundings.tenWorkingDays(report.course().desk(), now);
  }

  /** Whether the report it was merged into was given up by its own reporter. */
  private boolean abandoned(@Nullable ReportId into) {
    @Nullable Report whole = into == null ? null : surroundings.other(into);
    return whole != null && whole.stage() == Stage.WITHDRAWN;
  }

  private static Decision replied(Command.Reply c, @Nullable Instant silenceClosesAt) {
    return withWords(c.text(), new Event.Replied(c.text().strip(), c.evidence(), silenceClosesAt));
  }

  private static AgencyId answering(Report report) {
    return report.course().lead().orElse(report.course().desk());
  }

  private static Decision withWords(String words, Event event) {
    return Words.wrong(words).map(Decision::refuse).orElseGet(() -> Decision.accept(event));
  }
}
