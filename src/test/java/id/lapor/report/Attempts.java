package id.lapor.report;

import static id.lapor.report.SmallTown.CITY;
import static id.lapor.report.SmallTown.DESK;
import static id.lapor.report.SmallTown.NATION;
import static id.lapor.report.SmallTown.ROADS;
import static id.lapor.report.SmallTown.WATER;

import id.lapor.agency.AgencyId;
import id.lapor.evidence.EvidenceId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Seeded attempts of anybody at anything, sensible or not. */
public final class Attempts {

  private static final List<Actor> PEOPLE =
      List.of(
          SmallTown.NADIA,
          SmallTown.ARYA,
          SmallTown.RANI,
          SmallTown.BIMA,
          SmallTown.JOKO,
          SmallTown.MEGA,
          SmallTown.SEKAR,
          SmallTown.REPORTER,
          SmallTown.NEIGHBOUR,
          SmallTown.HOUSE);
  private static final List<AgencyId> OFFICES = List.of(NATION, CITY, DESK, ROADS, WATER);
  private static final int KINDS = 26;

  private Attempts() {}

  /** Lets some time pass and somebody try something. */
  public static void one(Life life, Random random) {
    if (random.nextInt(4) == 0) {
      life.later(Duration.ofHours(random.nextInt(24 * 14)));
    }
    Command command = command(life, random);
    for (Actor actor : random.nextInt(3) == 0 ? PEOPLE : List.of(oneOf(random, PEOPLE))) {
      if (life.attempt(actor, command).isEmpty()) {
        return;
      }
    }
  }

  @SafeVarargs
  static <T> T oneOf(Random random, T... all) {
    return all[random.nextInt(all.length)];
  }

  private static <T> T oneOf(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String words(Random random) {
    return oneOf(random, " ", "ya", Life.ANSWER_TEXT, Life.ANSWER_TEXT, "  " + Life.ANSWER_TEXT);
  }

  private static List<EvidenceId> files(Random random) {
    return random.nextBoolean() ? List.of() : List.of(new EvidenceId(1 + random.nextInt(9)));
  }

  private static Command command(Life life, Random random) {
    String words = words(random);
    AgencyId office = oneOf(random, OFFICES);
    int kind = random.nextInt(KINDS);
    return kind < 13
        ? byDesk(kind, words, office, random)
        : byOthers(kind, words, office, life, random);
  }

  private static Command byDesk(int kind, String words, AgencyId office, Random random) {
    return switch (kind) {
      case 0, 1, 2 -> forward(random);
      case 3 -> new Command.Redirect(oneOf(random, DESK, NATION), words);
      case 4 -> new Command.ProposeArchive(oneOf(random, ArchiveReason.values()), words);
      case 5, 6 -> new Command.ApproveArchive();
      case 7 -> new Command.DeclineArchive(words);
      case 8 -> new Command.Merge(oneOf(random, Life.OTHER, new ReportId(7), new ReportId(5)));
      case 9, 10 -> new Command.Hold(words);
      case 11 -> oneOf(random, new Command.Resume(), new Command.Recall());
      default ->
          oneOf(
              random,
              new Command.NoteReprimand("TGR-I/0001/2026", 1, office),
              new Command.NoteWithdrawal("TGR-I/0001/2026", 1, office, words),
              new Command.ShowSecret());
    };
  }

  private static Command byOthers(
      int kind, String words, AgencyId office, Life life, Random random) {
    return switch (kind) {
      case 13 ->
          oneOf(
              random,
              new Command.Note(words),
              new Command.Write(words, files(random)),
              new Command.Ascribe(Channel.SMS, words, files(random), words),
              new Command.Join(oneOf(random, Life.OTHER, Life.PART)));
      case 14 -> new Command.Narrow(oneOf(random, Visibility.values()), words);
      case 15 -> oneOf(random, new Command.TakeUp(), new Command.FollowUp(words, files(random)));
      case 16, 17 -> new Command.Answer(words, files(random), oneOf(random, "", "Malam hari"));
      case 18 ->
          new Command.Schedule(
              LocalDate.ofInstant(life.now(), ZoneOffset.UTC).plusDays(random.nextInt(400) - 9),
              words);
      case 19 -> new Command.Return(office, words);
      case 20 -> new Command.Reply(words, files(random));
      case 21 ->
          oneOf(
              random,
              new Command.Confirm(),
              new Command.CloseBySilence(),
              new Command.ExchangeSecret(random.nextBoolean()));
      case 22 -> new Command.Dispute(words, files(random));
      case 23 -> new Command.Rate(random.nextInt(7), words);
      case 24 ->
          random.nextInt(4) == 0
              ? new Command.Withdraw(words)
              : oneOf(random, new Command.Appeal(words), new Command.Separate(words));
      default ->
          oneOf(
              random,
              new Command.Support(),
              new Command.Escalate("TRIAGE", office, life.now(), random.nextInt(4)));
    };
  }

  private static Command forward(Random random) {
    List<AgencyId> others =
        random.nextInt(3) == 0 ? List.of(oneOf(random, ROADS, WATER)) : List.of();
    return new Command.Forward(
        oneOf(random, ROADS, WATER),
        others,
        oneOf(random, Kind.values()),
        random.nextInt(5) == 0,
        null,
        random.nextBoolean() ? "Lampu jalan mati" : null,
        "");
  }
}
