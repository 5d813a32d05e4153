package id.lapor.report;

import id.lapor.agency.AgencyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A course being changed by one event; lives only inside {@link Folding}. */
final class CourseEdit {

  Stage stage;
  AgencyId desk;
  List<Assignment> assignments;
  List<Course.Handover> handovers;
  int hops;
  boolean ownerFinal;
  Course.@Nullable Waiting waiting;
  Course.@Nullable Archiving archiving;
  Course.@Nullable Answer answer;
  @Nullable LocalDate scheduledFor;
  Course.@Nullable Closing closing;
  @Nullable ReportId mergedInto;
  @Nullable Stage mergedFrom;
  int disputes;
  int supporters;
  @Nullable Integer rating;
  Course.@Nullable Ombudsman ombudsman;
  Course.@Nullable Secret secret;
  @Nullable Integer exchangedAgain;

  CourseEdit(Course from) {
    stage = from.stage();
    desk = from.desk();
    assignments = new ArrayList<>(from.assignments());
    handovers = new ArrayList<>(from.handovers());
    hops = from.hops();
    ownerFinal = from.ownerFinal();
    waiting = from.waiting();
    archiving = from.archiving();
    answer = from.answer();
    scheduledFor = from.scheduledFor();
    closing = from.closing();
    mergedInto = from.mergedInto();
    mergedFrom = from.mergedFrom();
    disputes = from.disputes();
    supporters = from.supporters();
    rating = from.rating();
    ombudsman = from.ombudsman();
    secret = from.secret();
    exchangedAgain = from.exchangedAgain();
  }

  CourseEdit to(Stage next) {
    stage = next;
    waiting = null;
    return this;
  }

  void change(Predicate<Assignment> which, UnaryOperator<Assignment> how) {
    assignments.replaceAll(a -> which.test(a) ? how.apply(a) : a);
  }

  /**
   * A new distribution: the lead first, then co-agencies; parts returned earlier stay as history.
   */
  void assign(AgencyId lead, List<AgencyId> others, Instant at) {
    List<Assignment> next = new ArrayList<>();
    next.add(part(lead, true, at));
    others.forEach(a -> next.add(part(a, false, at)));
    assignments.removeIf(a -> a.agency().equals(lead) || others.contains(a.agency()));
    assignments.replaceAll(a -> a.now(Assignment.State.RETURNED));
    next.addAll(assignments);
    assignments = next;
  }

  /** Who had promised a day for the same part before has promised it still. */
  private Assignment part(AgencyId agency, boolean lead, Instant at) {
    @Nullable LocalDate promised =
        assignments.stream()
            .filter(a -> a.agency().equals(agency) && a.lead() == lead)
            .map(Assignment::promised)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new Assignment(agency, lead, Assignment.State.OPEN, at, promised);
  }

  Course done() {
    return new Course(
        stage,
        desk,
        assignments,
        handovers,
        hops,
        ownerFinal,
        waiting,
        archiving,
        answer,
        scheduledFor,
        closing,
        mergedInto,
        mergedFrom,
        disputes,
        supporters,
        rating,
        ombudsman,
        secret,
        exchangedAgain);
  }
}
