package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Given;
import id.lapor.agency.OfficeHours;
import id.lapor.agency.Offices;
import id.lapor.agency.Timetable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rules and calendars of a city without a database; the amounts are Bontang's. */
final class FakeHouse implements House {

  static final Ladder LADDER =
      new Ladder(
          List.of(
              new Ladder.Rung(0, Ladder.Deed.TELL, false),
              new Ladder.Rung(1, Ladder.Deed.REPRIMAND_1, false),
              new Ladder.Rung(3, Ladder.Deed.REPRIMAND_2, false),
              new Ladder.Rung(7, Ladder.Deed.REPRIMAND_3, false)));

  private final OfficeHours hours;
  private final RuleBook book;

  private FakeHouse(OfficeHours hours, RuleBook book) {
    this.hours = hours;
    this.book = book;
  }

  FakeHouse(Set<LocalDate> holidays, String triage) {
    hours = Offices.hours(holidays);
    Map<Term, Allowance> allowances = new EnumMap<>(Term.class);
    allowances.put(Term.TRIAGE, Allowance.read(triage).orElseThrow());
    allowances.put(Term.FIRST_ANSWER, Allowance.read("3d").orElseThrow());
    allowances.put(Term.SECOND_ANSWER, Allowance.read("2d").orElseThrow());
    allowances.put(Term.ARBITRATION, Allowance.read("1d").orElseThrow());
    allowances.put(Term.INFORMATION, Allowance.read("5d").orElseThrow());
    allowances.put(Term.ASPIRATION, Allowance.read("5d").orElseThrow());
    allowances.put(Term.COMPLAINT, Allowance.read("14d").orElseThrow());
    allowances.put(Term.OVERSIGHT, Allowance.read("60d").orElseThrow());
    allowances.put(Term.OMBUDSMAN, Allowance.read("60c").orElseThrow());
    allowances.put(Term.BETWEEN_LETTERS, Allowance.read("1d").orElseThrow());
    allowances.put(Term.SIGNATURE, Allowance.read("1d").orElseThrow());
    book = new RuleBook(2, "bontang", LocalDate.of(2020, 1, 1), false, "", "", allowances, LADDER);
  }

  /** The same with a desk that keeps the hours of its office, not all hours. */
  FakeHouse withDeskHours() {
    return new FakeHouse(hours.with(Offices.deskHours()), book);
  }

  /** The same with a day on which offices stay closed by their own timetable. */
  FakeHouse closedOn(LocalDate day, String reason) {
    Timetable usual = hours.timetable(Offices.OPD, false, day);
    Timetable special =
        new Timetable(
            usual.id(),
            usual.name(),
            usual.week(),
            new TreeMap<>(Map.of(day, new Timetable.Special(List.of(), reason))),
            usual.holidays(),
            usual.jointLeave());
    Given given = new Given(Given.ALWAYS, "Pindah kantor", "Nadia");
    return new FakeHouse(hours.with(new OfficeHours.Version(special, given)), book);
  }

  /** The same where all offices open one minute a week, and a first answer may take so long. */
  FakeHouse hardlyOpen(String firstAnswer) {
    return new FakeHouse(hours.with(Offices.hardlyOpen()), giving(firstAnswer).book);
  }

  /** The same with another time for a first answer. */
  FakeHouse giving(String firstAnswer) {
    Map<Term, Allowance> terms = new EnumMap<>(book.allowances());
    terms.put(Term.FIRST_ANSWER, Allowance.read(firstAnswer).orElseThrow());
    return new FakeHouse(
        hours,
        new RuleBook(
            book.id(), book.profile(), book.validFrom(), false, "", "", terms, book.ladder()));
  }

  @Override
  public OfficeHours hours() {
    return hours;
  }

  @Override
  public RuleBook rules(AgencyId office, Instant received) {
    return book;
  }

  @Override
  public RuleBook book(long id) {
    return book;
  }
}
