package id.lapor.deadline;

import id.lapor.agency.AgencyId;
import id.lapor.agency.Offices;
import id.lapor.report.ArchiveReason;
import id.lapor.report.Channel;
import id.lapor.report.Event;
import id.lapor.report.Kind;
import id.lapor.report.Reference;
import id.lapor.report.ReportId;
import id.lapor.report.Visibility;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Events as short as the table names them. */
final class Happenings {

  private static final Instant SOME_DAY = Instant.parse("2026-01-20T08:00:00Z");

  private Happenings() {}

  static Event forwarded(AgencyId... others) {
    return forwarded(Offices.OPD, false, false, others);
  }

  static Event forwarded(AgencyId lead, boolean oversight, boolean arbiter, AgencyId... others) {
    return new Event.Forwarded(
        Offices.DESK,
        lead,
        List.of(others),
        Kind.COMPLAINT,
        oversight,
        null,
        null,
        "",
        arbiter,
        null);
  }

  /** Forwarded as what the desk found it to be. */
  static Event classified(Kind kind) {
    return new Event.Forwarded(
        Offices.DESK, Offices.OPD, List.of(), kind, false, null, null, "", false, null);
  }

  static Event recalled() {
    return new Event.Recalled(Offices.DESK);
  }

  static Event redirected() {
    return redirected(Offices.DESK, Offices.OTHER_DESK);
  }

  static Event redirected(AgencyId from, AgencyId to) {
    return new Event.Redirected(from, to, "bukan kota ini", null);
  }

  /** A second time: the arbiter decides. */
  static Event redirectedToArbiter() {
    return new Event.Redirected(
        Offices.OTHER_DESK, Offices.NATIONAL, "bukan kota ini", Offices.DESK);
  }

  static Event held(AgencyId by) {
    return new Event.Held(by, "Di RT berapa?", SOME_DAY);
  }

  static Event resumed(AgencyId by) {
    return new Event.Resumed(by);
  }

  static Event turnPassed() {
    return new Event.TurnPassed(Offices.DESK);
  }

  static Event replied() {
    return new Event.Replied("RT 12", List.of(), null);
  }

  static Event repliedToAnswer() {
    return new Event.Replied("Belum semua.", List.of(), SOME_DAY.plusSeconds(86_400));
  }

  static Event followedUp() {
    return new Event.FollowedUp(Offices.OPD, "Sudah diperiksa", List.of());
  }

  static Event answered(boolean whole) {
    return new Event.Answered(Offices.OPD, "Sudah diganti", List.of(), null, whole, SOME_DAY);
  }

  static Event scheduled(int day) {
    return new Event.Scheduled(Offices.OPD, LocalDate.of(2026, 1, day), "Dikerjakan");
  }

  static Event returned(int hop, AgencyId by) {
    AgencyId desk = hop > 1 ? Offices.NATIONAL : Offices.DESK;
    return new Event.Returned(by, Offices.COMPANION, "bukan kami", hop, desk);
  }

  static Event disputed(int time) {
    return new Event.Disputed("belum", List.of(), time, time == 2 ? Offices.CITY : Offices.OPD);
  }

  static Event archived() {
    return new Event.Archived(ArchiveReason.SPAM, "bukan laporan", SOME_DAY);
  }

  static Event archiveProposed() {
    return new Event.ArchiveProposed(ArchiveReason.SPAM, "bukan laporan", 7, null);
  }

  static Event merged() {
    return new Event.Merged(new ReportId(2), Reference.random(new Random(2)));
  }

  static Event withdrawn() {
    return new Event.Withdrawn("sudah");
  }

  static Event separated() {
    return new Event.Separated("lampu yang lain", null);
  }

  static Event mergeUndone(AgencyId desk) {
    return new Event.Separated("tiang yang lain", desk);
  }

  static Event appealed() {
    return new Event.Appealed("keberatan");
  }

  static Event confirmed() {
    return new Event.Confirmed(SOME_DAY);
  }

  static Event silence() {
    return new Event.ClosedBySilence(SOME_DAY);
  }

  static Event takenUp() {
    return new Event.TakenUp(Offices.OPD);
  }

  static List<Event> without() {
    return List.of(
        new Event.Wrote(Offices.OPD, "Kami periksa", List.of()),
        new Event.Noted(Offices.OPD, "tanya lurah"),
        new Event.Narrowed(Visibility.OPEN, Visibility.SECRET, "aman"),
        new Event.Joined(new ReportId(2), Reference.random(new Random(2))),
        new Event.Supported(),
        new Event.Escalated("FIRST_ANSWER", Offices.OPD, SOME_DAY, 0),
        new Event.Reprimanded("TGR-I/0001/2026", 1, Offices.OPD),
        new Event.ReprimandWithdrawn("TGR-I/0001/2026", 1, Offices.OPD, "keliru"),
        new Event.HandedOver(SOME_DAY),
        new Event.HandOverUndone(),
        new Event.Ascribed(Offices.DESK, Channel.SMS, "Masih mati", List.of(), "nomor saudaranya"),
        new Event.SecretShown(),
        new Event.SecretExchanged(true));
  }
}
