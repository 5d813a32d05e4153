package id.lapor.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.agency.AgencyId;
import id.lapor.deadline.ReadLetter;
import id.lapor.deadline.Reprimand;
import id.lapor.deadline.Reprimands;
import id.lapor.deadline.Watch;
import id.lapor.people.Role;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.platform.db.SettableClock;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Hops;
import id.lapor.report.Kind;
import id.lapor.report.Outcome;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import id.lapor.report.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationTest
class PublicPagesIntegrationTests {

  private static final Instant MONDAY = Instant.parse("2026-01-05T01:00:00Z");

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reprimands reprimands;
  @Autowired Watch watch;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private City city;

  @BeforeEach
  void build() {
    clock.set(MONDAY);
    city = new City(agencies, reports);
  }

  private void shows(String address, Matcher<String> what) throws Exception {
    web.perform(get(address)).andExpect(status().isOk()).andExpect(content().string(what));
  }

  /** Nobody makes a letter disappear: it stays to be read who did, when and why. */
  @Test
  void namesWhoDeclinedOrWithdrewALetter() throws Exception {
    Report report = city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    clock.set(MONDAY.plus(Duration.ofDays(21)));
    watch.catchUp();
    AgencyId office = agencies.nationalAdmin().id();
    Actor.Officer sekar = new Actor.Officer(9, "Sekar Ayu", office, Role.SUPERVISOR);
    Reprimand first = ReadLetter.issue(reprimands, city.transport, 1, sekar).orElseThrow();
    String letter = "/surat/" + first.code();
    assertThat(pdf(letter)).doesNotContain("TIDAK BERLAKU").contains("terlambat 11 hari kerja");
    shows(letter, containsString("terlambat 11 hari kerja"));
    clock.advance(Duration.ofDays(1));
    reprimands.withdraw(first.id(), "Alamatnya keliru, dikirim ke kantor lain.", sekar);
    ReadLetter.decline(reprimands, city.transport, 2, "Kantornya terbakar pada hari itu.", sekar);
    Matcher<String> withdrawn =
        allOf(
            containsString("Ditarik kembali tanggal 27 Januari 2026 oleh Sekar Ayu, "),
            containsString("Alamatnya keliru, dikirim ke kantor lain."));
    shows(letter, allOf(withdrawn, containsString("tidak berlaku lagi")));
    shows(
        "/teguran-terbit",
        allOf(
            withdrawn,
            containsString("Teguran II tidak diterbitkan"),
            containsString("Kantornya terbakar pada hari itu.")));
    shows(
        "/laporan/" + report.reference(),
        allOf(
            containsString("menarik kembali teguran I (" + first.number()),
            containsString("memutuskan tidak menerbitkan teguran II"),
            containsString("Kantornya terbakar pada hari itu.")));
    assertThat(pdf(letter))
        .contains(
            "TIDAK BERLAKU",
            "27 Januari 2026",
            "Sekar Ayu",
            "Alamatnya keliru, dikirim ke kantor lain.");
  }

  /** A government and the national admin owe promises of their own, and are sent letters. */
  @Test
  void listsEveryOfficeThatOwesPromises() throws Exception {
    String national = agencies.nationalAdmin().code();
    shows(
        "/instansi",
        allOf(
            containsString("href=\"/instansi/KOTA\""),
            containsString("href=\"/instansi/" + national + "\""),
            containsString("href=\"/instansi/PUPR\"")));
    shows("/instansi/" + national, containsString(agencies.nationalAdmin().name()));
    shows("/teguran-terbit", containsString("<option value=\"" + national + "\""));
  }

  @Test
  void findsLettersByAgencyLevelAndState() throws Exception {
    city.forwarded("Lampu mati.", "lampu-jalan", city.transport);
    city.forwarded("Parit mampet.", "drainase", city.works);
    clock.set(MONDAY.plus(Duration.ofDays(21)));
    watch.catchUp();
    AgencyId office = agencies.nationalAdmin().id();
    Actor.Officer sekar = new Actor.Officer(9, "Sekar Ayu", office, Role.SUPERVISOR);
    String lamp = number(ReadLetter.issue(reprimands, city.transport, 1, sekar));
    String ditch = number(ReadLetter.issue(reprimands, city.works, 1, sekar));
    clock.advance(Duration.ofDays(1));
    String second = number(ReadLetter.issue(reprimands, city.works, 2, sekar));
    String of = "/teguran-terbit?instansi=";
    shows(of + "PUPR", shown(List.of(ditch, second), List.of(lamp)));
    shows(of + "PUPR&tingkat=2", shown(List.of(second), List.of(lamp, ditch)));
    shows(of + "&tingkat=&keadaan=ESCALATED", shown(List.of(ditch), List.of(lamp, second)));
    shows(of + "DISHUB&keadaan=ISSUED", shown(List.of(lamp), List.of(ditch, second)));
    shows(of + "DISHUB&keadaan=DECLINED", containsString("Tidak ada teguran seperti itu"));
    shows(of + "TIDAK-ADA&tingkat=9&keadaan=x", shown(List.of(lamp, ditch, second), List.of()));
  }

  private static String number(Optional<Reprimand> letter) {
    return String.valueOf(letter.orElseThrow().number());
  }

  private static Matcher<String> shown(List<String> these, List<String> notThose) {
    Stream<Matcher<? super String>> here = these.stream().map(n -> containsString(">" + n + "<"));
    Stream<Matcher<? super String>> gone =
        notThose.stream().map(n -> not(containsString(">" + n + "<")));
    return allOf(Stream.concat(here, gone).toList());
  }

  private String pdf(String letter) throws Exception {
    byte[] paper =
        web.perform(get(letter + ".pdf"))
            .andExpect(status().isOk())
            .andExpect(header().string("Cache-Control", "no-store"))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    try (PDDocument read = Loader.loadPDF(paper)) {
      return new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
    }
  }

  @Test
  void namesEveryAgencyThatStillOwes() throws Exception {
    Report report =
        city.forwarded(
            "Lampu mati dan jalan berlubang.", "lampu-jalan", city.transport, city.works);
    String address = "/laporan/" + report.reference();
    shows(
        address,
        allOf(
            containsString("ke Dinas Perhubungan, bersama Dinas Pekerjaan Umum"),
            containsString("<li>Dinas Perhubungan<br><span class=\"tag good\""),
            containsString("<li>Dinas Pekerjaan Umum<br><span class=\"tag good\"")));
    reports.command(
        report.id(),
        new Command.Answer(
            "Empat lampu sudah diganti dan diperiksa malam ini.",
            List.of(),
            "Petugas Pak Joko Susilo 0812 3456 7890 tidak membawa kamera."),
        City.actor(City.liaison(city.transport)));
    shows(
        address,
        allOf(
            not(containsString("<li>Dinas Perhubungan<br><span")),
            containsString("<li>Dinas Pekerjaan Umum<br><span class=\"tag good\""),
            containsString("Tanpa bukti, karena:"),
            containsString("tidak membawa kamera"),
            not(containsString("Susilo")),
            not(containsString("0812"))));
  }

  @Test
  void countsHowOftenAnAgencySaidNotOurs() throws Exception {
    long before = reports.hops(city.works).all();
    Report shown = city.forwarded("Trotoar rusak di tikungan.", "trotoar", city.works);
    returned(shown);
    assertThat(reports.hops(city.works)).isEqualTo(new Hops(before + 1, before + 1, false));
    shows("/laporan/" + shown.reference(), containsString("dikembalikan 1 kali"));
    shows("/instansi/PUPR", containsString("<dt>Dikembalikan</dt><dd>" + (before + 1) + "</dd>"));
    for (int i = 0; i < 4 - before; i++) {
      Report secret = city.filed("Pungli di loket.", Visibility.SECRET);
      Command forward =
          new Command.Forward(
              city.works, List.of(), Kind.COMPLAINT, false, "pungli", "Pungli di loket.", "");
      reports.command(secret.id(), forward, City.actor(city.rani));
      returned(secret);
    }
    Hops many = reports.hops(city.works);
    assertThat(many.all()).isEqualTo(5);
    assertThat(many.open()).isEqualTo(before + 1);
    assertThat(many.count()).as("each of the others would show").isEqualTo(before + 1);
    clock.advance(Duration.ofDays(366));
    assertThat(reports.hops(city.works).all()).isZero();
  }

  @Test
  void findsWhatAnAgencyReturnedByItsIndex() {
    transaction.executeWithoutResult(_ -> {
      jdbc.sql("SET LOCAL enable_seqscan = off").update();
      long before = scans();
      reports.hops(city.works);
      assertThat(scans()).isEqualTo(before + 1);
    });
  }

  private long scans() {
    return jdbc.sql("SELECT pg_stat_get_xact_numscans('report_event_returned'::regclass)")
        .query(Long.class)
        .single();
  }

  private void returned(Report report) {
    Command back = new Command.Return(city.transport, "Jalan itu milik provinsi.");
    assertThat(reports.command(report.id(), back, City.actor(City.liaison(city.works))))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void leadsFromANumberToItsReportOnlyWhenItIsPublic() throws Exception {
    Report shown = city.forwarded("Lampu mati di gang.", "lampu-jalan", city.transport);
    Report hidden = city.filed("Parit mampet di depan rumah, air masuk dapur.");
    web.perform(get("/laporan").param("q", shown.reference().toString().toLowerCase(Locale.ROOT)))
        .andExpect(redirectedUrl("/laporan/" + shown.reference()));
    shows(
        "/laporan?q=" + hidden.reference(),
        containsString("tidak ada di antara laporan yang terbuka"));
  }

  @Test
  void offersTopicsAndOfficesThatFitTheWords() throws Exception {
    shows("/laporan?q=pungli", containsString("/laporan?kategori=pungli\""));
    shows("/laporan?q=banjir", containsString("/laporan?kategori=banjir\""));
    shows("/laporan?q=jalan rusak", containsString("/laporan?kategori=jalan-rusak\""));
    shows("/laporan?q=perhubungan", containsString("/laporan?instansi=DISHUB\""));
    shows("/laporan?q=bontang baru", containsString("/laporan?wilayah=64.74.01.1002\""));
  }

  @Test
  void saysWhichFiltersItDoesNotKnow() throws Exception {
    city.forwarded("Lampu mati di lapangan.", "lampu-jalan", city.transport);
    shows(
        "/laporan?kategori=tidak-ada&dari=kemarin",
        allOf(
            containsString("Kategori yang diminta tidak dikenal"),
            containsString("Tanggal awal yang diminta tidak dikenal"),
            containsString("Lampu mati di lapangan.")));
  }

  @Test
  void filtersByRegionAndDay() throws Exception {
    city.forwarded("Lampu mati di dekat lapangan voli.", "lampu-jalan", city.transport);
    Matcher<String> there = containsString("lapangan voli");
    shows("/laporan?wilayah=bontang utara", there);
    shows("/laporan?wilayah=balikpapan", not(there));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Makassar"));
    shows("/laporan?dari=" + today + "&sampai=" + today, there);
    shows("/laporan?sampai=" + today.minusDays(1), not(there));
    shows("/laporan?dari=" + today.plusDays(1), not(there));
  }

  @Test
  void filtersWhatIsOverdueForAsLongAsItIsOwed() throws Exception {
    Report report = city.forwarded("Lampu mati di dermaga lama.", "lampu-jalan", city.transport);
    Matcher<String> there = containsString("dermaga lama");
    shows("/laporan?tahap=terlambat", not(there));
    clock.advance(Duration.ofDays(9));
    watch.catchUp();
    shows("/laporan?tahap=terlambat", there);
    shows("/laporan?tahap=terlambat&q=dermaga", there);
    reports.command(
        report.id(),
        new Command.Answer("Empat lampu sudah diganti malam ini.", List.of(), "Malam hari."),
        City.actor(City.liaison(city.transport)));
    shows("/laporan?tahap=terlambat", not(there));
  }

  @Test
  void speaksTheLanguageItSaysItSpeaks() throws Exception {
    web.perform(get("/laporan").param("lang", "en").locale(Locale.FRENCH))
        .andExpect(header().string("Content-Language", "en"));
  }

  @Test
  void takesACharacterNoDatabaseKeeps() throws Exception {
    city.forwarded("Lampu mati di simpang.", "lampu-jalan", city.transport);
    web.perform(get("/laporan").param("q", "simpang\0"))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Lampu mati di simpang.")));
    web.perform(get("/laporan").param("kategori", "\0").param("instansi", "\0DISHUB"))
        .andExpect(status().isOk());
  }
}
