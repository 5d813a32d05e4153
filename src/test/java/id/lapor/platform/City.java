package id.lapor.platform;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.ReporterId;
import id.lapor.people.Role;
import id.lapor.report.AccessSecret;
import id.lapor.report.Actor;
import id.lapor.report.Channel;
import id.lapor.report.Command;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Submission;
import id.lapor.report.Visibility;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A city with a desk, two officers at it, and agencies; for tests of pages. */
public final class City {

  private static final ZoneId WITA = ZoneId.of("Asia/Makassar");

  private final Agencies agencies;
  private final Reports reports;
  public final AgencyId desk;
  public final AgencyId transport;
  public final AgencyId works;
  public final Officer rani;
  public final Officer bima;

  public City(Agencies agencies, Reports reports) {
    this.agencies = agencies;
    this.reports = reports;
    AgencyId centre = agencies.foundNationalAdmin().id();
    AgencyId city = unit("KOTA", "Pemerintah Kota", Agency.Type.GOVERNMENT, centre, "64.74");
    desk = unit("KOMINFO", "Dinas Komunikasi", Agency.Type.COORDINATOR, city, null);
    transport = unit("DISHUB", "Dinas Perhubungan", Agency.Type.AGENCY, city, null);
    works = unit("PUPR", "Dinas Pekerjaan Umum", Agency.Type.AGENCY, city, null);
    rani = new Officer(901, "rani", "Rani Prasetya", desk.value(), Role.COORDINATOR);
    bima = new Officer(902, "bima", "Bima Lesmana", desk.value(), Role.COORDINATOR);
  }

  /** Who looks after everybody's data: an administrator at the centre. */
  public static Officer topmost(Accounts accounts, Agencies agencies) {
    long centre = agencies.foundNationalAdmin().id().value();
    return accounts
        .find("dpo")
        .orElseGet(
            () -> accounts.open("dpo", "Dewi", "kata-sandi-panjang", centre, Role.ADMINISTRATOR));
  }

  private AgencyId unit(
      String code, String name, Agency.Type type, AgencyId parent, @Nullable String region) {
    return agencies
        .find(code)
        .map(Agency::id)
        .orElseGet(() ->
            agencies.add(new Agencies.Draft(code, name, type, parent, WITA, region, "Kepala")));
  }

  /** A report on the desk, anonymous. */
  public Report filed(String text) {
    return filed(text, Visibility.ANONYMOUS, null);
  }

  /** A report on the desk. */
  public Report filed(String text, Visibility visibility) {
    return filed(text, visibility, null);
  }

  /** An anonymous one, of somebody who can be reached. */
  public Report filed(String text, ReporterId reporter) {
    return filed(text, Visibility.ANONYMOUS, reporter);
  }

  private Report filed(String text, Visibility visibility, @Nullable ReporterId reporter) {
    Matter matter =
        new Matter(
            Kind.COMPLAINT,
            false,
            null,
            visibility,
            false,
            Channel.WEB,
            text,
            null,
            new Place("64.74.01.1002", 0.133, 117.492, null),
            reporter);
    return reports
        .file(
            new Submission(
                UUID.randomUUID().toString(),
                AccessSecret.of(new byte[16]),
                matter,
                desk,
                List.of()))
        .report();
  }

  /** The same, given to agencies, the first as lead, and public. */
  public Report forwarded(String text, String category, AgencyId lead, AgencyId... others) {
    Report report = filed(text);
    reports.command(
        report.id(),
        new Command.Forward(lead, List.of(others), Kind.COMPLAINT, false, category, text, ""),
        actor(rani));
    return reports.find(report.id()).orElseThrow();
  }

  /** Forwards it to the agency for transport, which answers it for good. */
  public void answer(Report report) {
    reports.command(
        report.id(),
        new Command.Forward(transport, List.of(), Kind.COMPLAINT, false, null, "Lampu mati", ""),
        actor(rani));
    reports.command(
        report.id(),
        new Command.Answer("Lampu sudah diganti oleh petugas pagi ini.", List.of(), "Malam hari"),
        actor(liaison(transport)));
  }

  public static Actor actor(Officer officer) {
    return new Actor.Officer(
        officer.accountId(), officer.name(), new AgencyId(officer.agencyId()), officer.role());
  }

  public static Officer liaison(AgencyId agency) {
    return new Officer(
        1000 + agency.value(), "l" + agency.value(), "Petugas", agency.value(), Role.LIAISON);
  }
}
