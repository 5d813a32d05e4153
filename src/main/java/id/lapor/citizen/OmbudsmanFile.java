package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.deadline.Allowance;
import id.lapor.deadline.Clock;
import id.lapor.deadline.ClockKind;
import id.lapor.deadline.Explanation;
import id.lapor.deadline.Lateness;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Unsigned;
import id.lapor.platform.page.Page;
import id.lapor.report.Line;
import id.lapor.report.Place;
import id.lapor.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole case as the ombudsman gets it, the same on paper and for machines.
 *
 * @param region the place in words, empty where none is named
 * @param category the topic in words, empty where none was chosen
 * @param holder who has the report
 * @param clocks every promise with what is behind it
 * @param asked what the reporter was asked, by the moment from which a clock stood still for it
 * @param offeredAt when the reporter was offered to take it to the ombudsman, and when they agreed
 * @param letters every reprimand that was issued because of it, withdrawn ones too, and those a
 *     supervisor decided not to issue
 * @param waiting reprimands because of it that no supervisor has decided about
 */
public record OmbudsmanFile(
    Report report,
    String region,
    String category,
    Agency holder,
    List<Line> lines,
    List<Explanation> clocks,
    Map<Instant, String> asked,
    @Nullable Instant offeredAt,
    @Nullable Instant agreedAt,
    List<Reprimand> letters,
    List<Unsigned> waiting,
    Agencies agencies) {

  /** Of its place, whoever has the report. */
  public ZoneId zone() {
    return agencies.zoneOf(report.matter().place().region(), report.course().desk());
  }

  /** What of a letter is about this report, and about no other. */
  public List<Reprimand.Case> about(Reprimand letter) {
    return letter.cases().stream().filter(c -> c.report().equals(report.id())).toList();
  }

  /**
   * For machines, as docs/ombudsman-file.md says; what there is not is left out.
   *
   * @param page in whose language the sentences of the journey are
   */
  Map<String, Object> json(Page page) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("reference", report.reference().toString());
    whole.put("stage", report.stage());
    whole.put("receivedAt", report.receivedAt());
    whole.put("kind", report.matter().kind());
    whole.put("oversight", report.matter().oversight());
    whole.put("category", known("code", report.matter().category(), "name", category));
    whole.put("place", place());
    whole.put("text", report.matter().text());
    whole.put("holder", holder.name());
    whole.put("journey", lines.stream().map(l -> step(l, page)).toList());
    whole.put("clocks", promises().stream().map(this::clock).toList());
    clocks.stream()
        .filter(c -> !promises().contains(c))
        .findFirst()
        .ifPresent(c -> whole.put("offer", offer(c)));
    whole.put("reprimands", letters.stream().map(this::letter).toList());
    whole.put("reprimandsWaiting", waiting.stream().map(this::unsigned).toList());
    return whole;
  }

  /** One act with the sentence that tells it, and what was written with it. */
  private static Map<String, Object> step(Line line, Page page) {
    return known(
        "at", line.at(),
        "act", line.kind(),
        "by", line.by(),
        "sentence", line.sentence(page),
        "words", line.said(),
        "promisedDay", line.whatDay(),
        "whyNoEvidence", line.excuse(),
        "files", line.evidence().isEmpty() ? null : line.evidence().size());
  }

  /** All but the offer itself, which nobody owes. */
  private List<Explanation> promises() {
    return clocks.stream().filter(c -> c.clock().kind() != ClockKind.OMBUDSMAN).toList();
  }

  /** From when the reporter could take the matter to the ombudsman, and by which rule. */
  private Map<String, Object> offer(Explanation why) {
    return known(
        "from", why.clock().dueAt(),
        "after", amount(why.allowance()),
        "since", why.clock().startedAt(),
        "offeredAt", offeredAt,
        "agreedAt", agreedAt);
  }

  private static @Nullable Map<String, Object> amount(@Nullable Allowance allowance) {
    return allowance == null ? null : known("amount", allowance.amount(), "unit", allowance.unit());
  }

  /** Of a budget, in its unit to a hundredth: working days as such, not as so many hours. */
  private static Map<String, Object> amount(Duration of, Allowance.Unit unit) {
    double whole =
        switch (unit) {
          case MINUTES -> 60;
          case HOURS -> 3_600;
          case WORKING_DAYS, CALENDAR_DAYS -> 86_400;
        };
    return known("amount", Math.round(of.toSeconds() / whole * 100) / 100.0, "unit", unit);
  }

  private Map<String, Object> place() {
    Place place = report.matter().place();
    return known(
        "region", place.region(),
        "name", region,
        "address", place.address(),
        "latitude", place.latitude(),
        "longitude", place.longitude());
  }

  private Map<String, Object> clock(Explanation why) {
    Clock c = why.clock();
    return known(
        "kind", c.kind(),
        "office", c.kind().owed() ? why.office().name() : null,
        "startedAt", c.startedAt(),
        "budget", amount(why.allowance()),
        "rules", why.book().profile() + " " + why.book().validFrom(),
        "state", c.state(),
        "dueAt", why.halted() ? null : c.dueAt(),
        "left", why.halted() ? amount(c.left(), c.unit()) : null,
        "pauses", why.pauses().stream().map(this::pause).toList(),
        "endedAt", c.stoppedAt(),
        "breachedAt", c.breachedAt(),
        "workingDaysLate", days(why.late()),
        "timeLate", time(why.late()));
  }

  private Map<String, Object> pause(Explanation.Pause p) {
    return known(
        "since", p.since(),
        "until", p.until(),
        "cause", p.cause(),
        "question", asked.get(p.since()));
  }

  private Map<String, Object> letter(Reprimand letter) {
    Reprimand.@Nullable Answer answer = letter.answer();
    Reprimand.@Nullable Withdrawal back = letter.withdrawal();
    return known(
        "number", letter.number(),
        "level", letter.level(),
        "addressee", agencies.get(letter.agency()).name(),
        "issuedAt", letter.issuedAt(),
        "state", letter.state(),
        "code", letter.code(),
        "promises",
            about(letter).stream()
                .map(c ->
                    known(
                        "kind", c.kind(),
                        "dueAt", c.dueAt(),
                        "workingDaysLate", days(c.late()),
                        "timeLate", time(c.late()),
                        "endedAt", c.end() == null ? null : c.end().at(),
                        "outcome", outcome(c)))
                .toList(),
        "answer", answer == null ? null : answer(answer),
        "withdrawal", back == null ? null : withdrawal(back));
  }

  /** A letter is about what was missed: what was done after all was done late. */
  private static String outcome(Reprimand.Case c) {
    return c.end() == null ? "OWED" : c.end().kept() ? "KEPT_LATE" : "DROPPED";
  }

  /** Who decided that a letter is none, taken back or never issued. */
  private Map<String, Object> withdrawal(Reprimand.Withdrawal back) {
    return known(
        "at", back.at(),
        "by", back.by(),
        "office", back.office() == null ? null : agencies.get(back.office()).name(),
        "reason", back.shown());
  }

  private Map<String, Object> unsigned(Unsigned letter) {
    return known(
        "level", letter.level(),
        "addressee", agencies.get(letter.agency()).name(),
        "since", letter.since(),
        "waitsFor", letter.by().stream().map(Agency::name).toList(),
        "promises",
            letter.about().stream()
                .map(p -> known("kind", p.kind(), "dueAt", p.dueAt(), "endedAt", p.endedAt()))
                .toList());
  }

  private static Map<String, Object> answer(Reprimand.Answer answer) {
    Reprimand.@Nullable Outcome outcome = answer.outcome();
    return known(
        "words",
        answer.shown(),
        "until",
        answer.until(),
        "outcome",
        outcome == null ? null : outcome.kept(),
        "outcomeAt",
        outcome == null ? null : outcome.at());
  }

  private static @Nullable Long days(@Nullable Lateness late) {
    return late != null && late.unit() == Lateness.Unit.WORKING_DAYS ? late.time().toDays() : null;
  }

  /** Of what is not counted in days: of a desk's minutes. */
  private static @Nullable Duration time(@Nullable Lateness late) {
    return late != null && late.unit() != Lateness.Unit.WORKING_DAYS ? late.time() : null;
  }

  /** Names and values in turn, without those that are not there. */
  private static Map<String, Object> known(@Nullable Object... namesAndValues) {
    Map<String, Object> known = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      @Nullable Object value = namesAndValues[i + 1];
      if (value != null && !"".equals(value)) {
        known.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return known;
  }
}
