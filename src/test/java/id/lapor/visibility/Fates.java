package id.lapor.visibility;

import id.lapor.agency.AgencyId;
import id.lapor.people.ReporterId;
import id.lapor.people.Reporters;
import id.lapor.report.Actor;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Reports;
import id.lapor.report.Stage;
import id.lapor.report.Visibility;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What becomes of the reports of a city, with canaries in what is said on the way.
 *
 * @param opd has the reports it answers
 * @param other is proposed instead
 */
record Fates(City city, Reports reports, Reporters reporters, AgencyId opd, AgencyId other) {

  private static final String ANSWER = "Lampu sudah diganti dan diperiksa pada malam hari. ";

  /** To a stage, along the way reports take. */
  void lead(City.Case c, Stage stage, City.Case target) {
    switch (stage) {
      case RECEIVED -> {}
      case HELD ->
          act(c, new Command.Hold("Di RT berapa? " + City.Field.QUESTION.canary(c)), "coordinator");
      case ARCHIVED -> archive(c);
      case MERGED -> act(c, new Command.Merge(target.id()), "coordinator");
      case WITHDRAWN -> said(c, new Command.Withdraw("Sudah tidak perlu"));
      case FORWARDED -> forward(c);
      case RETURNED -> {
        forward(c);
        act(c, new Command.Return(other, "Ruas ini bukan wewenang kami."), "liaison");
      }
      case IN_PROGRESS -> {
        forward(c);
        act(c, new Command.TakeUp(), "liaison");
      }
      case SCHEDULED -> {
        forward(c);
        act(c, new Command.TakeUp(), "liaison");
        act(
            c,
            new Command.Schedule(LocalDate.of(2026, 2, 1), "Bahan dipesan, dikerjakan Februari."),
            "liaison");
      }
      case ANSWERED, CLOSED, DISPUTED -> answered(c, stage);
    }
    if (city.report(c).stage() != stage) {
      throw new IllegalStateException(c + " is " + city.report(c).stage() + " and not " + stage);
    }
  }

  private void answered(City.Case c, Stage stage) {
    forward(c);
    act(
        c,
        new Command.Answer(ANSWER + City.Field.ANSWER.canary(c), List.of(), "Diperiksa langsung"),
        "liaison");
    if (stage == Stage.CLOSED) {
      said(c, new Command.Confirm());
    } else if (stage == Stage.DISPUTED) {
      said(c, new Command.Dispute("Masih mati " + City.Field.REASON.canary(c), List.of()));
    }
  }

  private void archive(City.Case c) {
    Command proposal =
        new Command.ProposeArchive(ArchiveReason.SPAM, "Ini iklan, bukan laporan, mohon maaf.");
    act(c, proposal, "coordinator");
    act(c, new Command.ApproveArchive(), "second-coordinator");
  }

  private void forward(City.Case c) {
    boolean secret = city.report(c).matter().visibility() == Visibility.SECRET;
    act(
        c,
        new Command.Forward(
            opd,
            List.of(),
            Kind.COMPLAINT,
            city.report(c).matter().oversight(),
            "lampu-jalan",
            secret ? null : "Lampu mati sejak minggu lalu.",
            ""),
        "coordinator");
  }

  /** Once everybody had read it. */
  void narrow(City.Case c) {
    forward(c);
    act(
        c,
        new Command.Narrow(Visibility.SECRET, "Pelapor takut dikenali tetangganya."),
        "coordinator");
  }

  /** What else becomes of a report. */
  void become(City.Case c) {
    forward(c);
    ReporterId reporter = Objects.requireNonNull(city.report(c).matter().reporter());
    switch (c.state()) {
      case USUAL, OVERSIGHT -> {}
      case ERASED -> reporters.erase(reporter);
      case RESTRICTED -> reporters.restrict(reporter, true);
      case SEEN -> act(c, new Command.ShowSecret(), "coordinator");
      case EXCHANGED -> {
        act(c, new Command.ShowSecret(), "coordinator");
        said(c, new Command.ExchangeSecret(false));
      }
      case HANDED_OVER -> {
        Command offer = new Command.OfferOmbudsman(city.report(c).receivedAt());
        done(reports, c, offer, new Actor.House("deadline"));
        said(c, new Command.HandOver());
      }
    }
  }

  private void act(City.Case c, Command command, String who) {
    done(reports, c, command, city.actor(who));
  }

  private void said(City.Case c, Command command) {
    done(reports, c, command, new Actor.Reporter());
  }

  static void done(Reports reports, City.Case c, Command command, Actor actor) {
    Outcome outcome = reports.command(c.id(), command, actor);
    if (!(outcome instanceof Outcome.Done)) {
      throw new IllegalStateException(command + ": " + outcome);
    }
  }
}
