package id.lapor.demo;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Competence;
import id.lapor.agency.HeadTitle;
import id.lapor.people.Accounts;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The city's offices, which are real, and the people in them, who are not. */
@Component
@Profile("demo")
class DemoCity {

  static final String PASSWORD = "lapor-demo-2026";
  static final ZoneId WITA = ZoneId.of("Asia/Makassar");

  private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
  private static final String COORDINATOR = "DISKOMINFO";
  private static final List<String> FIRST =
      List.of(
          "Ratna", "Bagas", "Dewi", "Yusuf", "Lestari", "Agus", "Murni", "Hendra", "Salma", "Tono",
          "Wulan", "Rizal", "Indah", "Fajar", "Nurul", "Dimas", "Ayu", "Joko", "Mega", "Iwan");
  private static final List<String> LAST =
      List.of(
          "Prasetya",
          "Lesmana",
          "Anggraini",
          "Wirawan",
          "Kusuma",
          "Hidayat",
          "Saputri",
          "Gunawan",
          "Maharani",
          "Nugraha",
          "Permata",
          "Santika",
          "Utomo");

  private final Agencies agencies;
  private final Accounts accounts;
  private int people;

  DemoCity(Agencies agencies, Accounts accounts) {
    this.agencies = agencies;
    this.accounts = accounts;
  }

  void build() {
    String hash = accounts.hash(PASSWORD);
    AgencyId centre =
        agencies.add(
            new Agencies.Draft(
                "PANRB", "Kementerian PANRB", Agency.Type.NATIONAL, null, WIB, null, "Menteri"));
    AgencyId watch =
        agencies.add(
            new Agencies.Draft(
                "KEMENDAGRI",
                "Kementerian Dalam Negeri",
                Agency.Type.SUPERVISOR,
                centre,
                WIB,
                null,
                "Menteri"));
    AgencyId city =
        agencies.add(
            new Agencies.Draft(
                "KOTA-BONTANG",
                "Pemerintah Kota Bontang",
                Agency.Type.GOVERNMENT,
                centre,
                WITA,
                "64.74",
                "Wali Kota Bontang"));
    open("nadia", "Nadia Larasati", hash, centre, Role.NATIONAL_ADMIN);
    open("sekar", "Sekar Wijayanti", hash, watch, Role.SUPERVISOR);
    Map<String, AgencyId> ids = new HashMap<>();
    for (String line : lines("bontang.csv")) {
      String[] f = line.split("\\|", -1);
      ids.put(f[0], unit(f, city, ids));
      staff(f[0], ids.get(f[0]), hash);
    }
    open("walikota", "Arya Mandala", hash, city, Role.APPROVER);
    open("zaenal", "Zaenal Akbar", hash, city, Role.ADMINISTRATOR);
  }

  /** Lines of a file of the demo, without its remarks. */
  static List<String> lines(String file) {
    try {
      return new ClassPathResource("demo/" + file)
          .getContentAsString(StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AgencyId unit(String[] f, AgencyId city, Map<String, AgencyId> ids) {
    boolean coordinator = f[0].equals(COORDINATOR);
    Agency.Type type =
        coordinator
            ? Agency.Type.COORDINATOR
            : f[2].isEmpty() ? Agency.Type.AGENCY : Agency.Type.UNIT;
    AgencyId parent = f[2].isEmpty() ? city : ids.getOrDefault(f[2], city);
    AgencyId id =
        agencies.add(new Agencies.Draft(f[0], f[1], type, parent, WITA, null, HeadTitle.of(f[1])));
    for (String competence : f[3].isEmpty() ? new String[0] : f[3].split(",")) {
      String[] c = competence.split(":");
      agencies.addCompetence(new Competence(id, c[0], Integer.parseInt(c[1])));
    }
    return id;
  }

  private void staff(String code, @Nullable AgencyId id, String hash) {
    if (id == null) {
      return;
    }
    if (code.equals(COORDINATOR)) {
      open("rani", "Rani Prasetya", hash, id, Role.COORDINATOR);
      open("bima", "Bima Lesmana", hash, id, Role.COORDINATOR);
    }
    open(code.toLowerCase(Locale.ROOT), name(), hash, id, Role.LIAISON);
  }

  private void open(String login, String name, String hash, AgencyId office, Role role) {
    Officer officer = accounts.openHashed(login, name, hash, office.value(), role);
    accounts.setEmail(officer.accountId(), login + "@bontang.example", null);
  }

  private String name() {
    String name =
        FIRST.get(people % FIRST.size()) + " " + LAST.get((people * 7 + people / 20) % LAST.size());
    people++;
    return name;
  }
}
