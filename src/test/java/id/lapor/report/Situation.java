package id.lapor.report;

import static id.lapor.report.Life.answered;
import static id.lapor.report.Life.dispute;
import static id.lapor.report.Life.filed;
import static id.lapor.report.Life.forwarded;
import static id.lapor.report.Life.giveBack;
import static id.lapor.report.Life.spam;
import static id.lapor.report.SmallTown.BIMA;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.WATER;

import java.time.LocalDate;
import java.util.function.Supplier;

/** Every stage of a report's life with the shortest way to it; "held" is two, by who asked. */
enum Situation {
  RECEIVED(Life::filed),
  RETURNED(() -> forwarded().does(JOKO, giveBack(WATER))),
  DESK_ASKS(() -> filed().does(RANI, new Command.Hold("Di RT berapa?"))),
  FORWARDED(Life::forwarded),
  IN_PROGRESS(() -> forwarded().does(JOKO, new Command.TakeUp())),
  AGENCY_ASKS(() -> forwarded().does(JOKO, new Command.Hold("Tiang nomor berapa?"))),
  SCHEDULED(() ->
      forwarded()
          .does(
              JOKO,
              new Command.Schedule(
                  LocalDate.of(2026, 2, 1), "Bahan dipesan, dikerjakan begitu tiba di gudang."))),
  ANSWERED(Life::answered),
  DISPUTED(() -> answered().does(REPORTER, dispute())),
  CLOSED(() -> answered().does(REPORTER, new Command.Confirm())),
  ARCHIVED(() -> filed().does(RANI, spam()).does(BIMA, new Command.ApproveArchive())),
  MERGED(() -> filed().does(RANI, new Command.Merge(Life.OTHER))),
  WITHDRAWN(() -> forwarded().does(REPORTER, new Command.Withdraw("Sudah beres sendiri.")));

  private final Supplier<Life> way;

  Situation(Supplier<Life> way) {
    this.way = way;
  }

  Life life() {
    return way.get();
  }

  Stage stage() {
    return this == DESK_ASKS || this == AGENCY_ASKS ? Stage.HELD : Stage.valueOf(name());
  }
}
