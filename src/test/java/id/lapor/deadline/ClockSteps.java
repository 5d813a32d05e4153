package id.lapor.deadline;

import static id.lapor.report.SmallTown.BIMA;
import static id.lapor.report.SmallTown.JOKO;
import static id.lapor.report.SmallTown.MEGA;
import static id.lapor.report.SmallTown.NADIA;
import static id.lapor.report.SmallTown.RANI;
import static id.lapor.report.SmallTown.REPORTER;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.WATER;

import id.lapor.report.Command;
import id.lapor.report.Life;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** Steps of a life as the table of {@link ClockRulesTests} writes them. */
enum ClockSteps {
  FILED(_ -> {}),
  FORWARDED(l -> l.does(RANI, Life.forward(ROADS))),
  FORWARDED_TO_BOTH(l -> l.does(RANI, Life.forward(ROADS, WATER))),
  TAKEN_UP(l -> l.does(JOKO, new Command.TakeUp())),
  FOLLOWED_UP(l ->
      l.does(
          JOKO,
          new Command.FollowUp("Petugas ke lokasi dan memeriksa lampunya pagi ini.", List.of()))),
  SCHEDULED(l ->
      l.does(
          JOKO,
          new Command.Schedule(
              LocalDate.of(2026, 2, 1), "Bahan dipesan, dikerjakan begitu tiba di gudang."))),
  ANSWERED(l -> l.does(JOKO, Life.answer())),
  CONFIRMED(l -> l.does(REPORTER, new Command.Confirm())),
  DISPUTED(l -> l.does(REPORTER, Life.dispute())),
  RETURNED(l -> l.does(JOKO, Life.giveBack(WATER))),
  RETURNED_BY_WATER(l -> l.does(MEGA, Life.giveBack(ROADS))),
  TWICE_RETURNED(l ->
      l.does(RANI, Life.forward(ROADS))
          .does(JOKO, Life.giveBack(WATER))
          .does(RANI, Life.forward(WATER))
          .does(MEGA, Life.giveBack(ROADS))),
  ASKED_BY_DESK(l -> l.does(RANI, new Command.Hold("Di RT berapa?"))),
  ASKED_BY_ARBITER(l -> l.does(NADIA, new Command.Hold("Di ruas yang mana?"))),
  ASKED(l -> l.does(JOKO, new Command.Hold("Tiang nomor berapa?"))),
  REPLIED(l -> l.does(REPORTER, new Command.Reply("RT 12", List.of()))),
  NOTED(l -> l.does(JOKO, new Command.Note("Cek stok dulu."))),
  WITHDRAWN(l -> l.does(REPORTER, new Command.Withdraw("Sudah beres."))),
  ARCHIVED(l -> l.does(RANI, Life.spam()).does(BIMA, new Command.ApproveArchive())),
  APPEALED(l -> l.does(REPORTER, new Command.Appeal("Ini benar terjadi.")));

  private final Consumer<Life> step;

  ClockSteps(Consumer<Life> step) {
    this.step = step;
  }

  void take(Life life) {
    step.accept(life);
  }
}
