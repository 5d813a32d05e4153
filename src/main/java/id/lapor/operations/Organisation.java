package id.lapor.operations;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Categories;
import id.lapor.agency.Competence;
import id.lapor.agency.HeadTitle;
import id.lapor.people.Accounts;
import id.lapor.people.Administration;
import id.lapor.people.Officer;
import id.lapor.people.Role;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Builds the organisation tree and its first accounts from what the people who install it bring.
 */
@Service
class Organisation {

  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_LENGTH = 16;
  private static final String WATCHING = "pengawas";
  private static final int LIGHTEST = 1;
  private static final int HEAVIEST = 10;

  private final Agencies agencies;
  private final Accounts accounts;
  private final Categories categories;
  private final SecureRandom random = new SecureRandom();

  Organisation(Agencies agencies, Accounts accounts, Categories categories) {
    this.agencies = agencies;
    this.accounts = accounts;
    this.categories = categories;
  }

  /**
   * A government about to use the house, with the person who begins.
   *
   * @param region Kemendagri code it governs
   * @param first at the coordinator's desk
   * @param administrator opens and closes all other accounts, and so sits above them
   * @param units table of agencies, or nothing
   */
  record Government(
      String name,
      String region,
      ZoneId zone,
      String head,
      String coordinator,
      First first,
      First administrator,
      String units) {}

  /** Somebody who can sign in from the beginning. */
  record First(String name, String login, String password, String email) {}

  /** A fresh account and the password its owner is told once. */
  record Opened(Officer officer, String password) {}

  boolean empty() {
    return accounts.all().isEmpty();
  }

  /**
   * Sets up the government, its desk, its agencies and the first two accounts, all or nothing.
   *
   * @return the officer at the desk
   * @throws Sheet.Wrong when the table of agencies has a mistake
   */
  @Transactional
  public Officer found(Government g) {
    Agency centre = agencies.foundNationalAdmin();
    AgencyId city =
        agencies.add(
            new Agencies.Draft(
                "PEMDA",
                g.name(),
                Agency.Type.GOVERNMENT,
                centre.id(),
                g.zone(),
                g.region(),
                g.head()));
    AgencyId desk =
        agencies.add(
            new Agencies.Draft(
                "KOORDINATOR",
                g.coordinator(),
                Agency.Type.COORDINATOR,
                city,
                g.zone(),
                null,
                HeadTitle.of(g.coordinator())));
    if (!g.units().isBlank()) {
      addUnits(g.units(), city);
    }
    open(g.administrator(), centre.id(), Role.ADMINISTRATOR);
    return open(g.first(), desk, Role.COORDINATOR);
  }

  private Officer open(First who, AgencyId where, Role role) {
    Officer officer = accounts.open(who.login(), who.name(), who.password(), where.value(), role);
    if (!who.email().isBlank()) {
      accounts.setEmail(officer.accountId(), who.email(), null);
    }
    return officer;
  }

  /**
   * Adds agencies from a table with the columns kode, nama, induk, kepala, kategori (each {@code
   * lampu-jalan:9}, separated by spaces) and jenis: {@code pengawas} for an office that watches and
   * answers nothing, below the government or, with the national admin's code as induk, over all.
   *
   * @return how many
   */
  @Transactional
  public int addUnits(String table, AgencyId government) {
    List<Sheet.Row> rows = Sheet.read(table, Set.of("kode", "nama"));
    Map<String, AgencyId> added = new HashMap<>();
    for (Sheet.Row row : rows) {
      String code = row.need("kode").toUpperCase(Locale.ROOT);
      if (!code.matches("[A-Z0-9][A-Z0-9-]{1,39}")) {
        throw row.wrong("the code \"" + code + "\" may hold letters, digits and dashes only.");
      }
      if (agencies.find(code).isPresent() || added.containsKey(code)) {
        throw row.wrong("the code \"" + code + "\" is taken.");
      }
      String parent = row.get("induk").toUpperCase(Locale.ROOT);
      AgencyId above = parent.isEmpty() ? government : parent(parent, added, row);
      boolean watches = watches(row);
      String name = row.need("nama");
      String head = row.get("kepala").isEmpty() ? HeadTitle.of(name) : row.get("kepala");
      Agency.Type answers = parent.isEmpty() ? Agency.Type.AGENCY : Agency.Type.UNIT;
      Agency.Type type = watches ? Agency.Type.SUPERVISOR : answers;
      AgencyId id =
          agencies.add(
              new Agencies.Draft(
                  code, name, type, above, agencies.get(government).zone(), null, head));
      added.put(code, id);
      competences(row)
          .forEach(c -> agencies.addCompetence(new Competence(id, c.getKey(), c.getValue())));
    }
    return rows.size();
  }

  /**
   * Opens accounts from a table with the columns login, nama, surel, instansi, peran; each gets a
   * password of its own.
   */
  @Transactional
  public List<Opened> addOfficers(String table) {
    List<Opened> opened = new ArrayList<>();
    for (Sheet.Row row : Sheet.read(table, Set.of("login", "nama", "instansi", "peran"))) {
      Agency agency =
          agencies
              .find(row.need("instansi").toUpperCase(Locale.ROOT))
              .orElseThrow(() -> row.wrong("there is no agency \"" + row.get("instansi") + "\"."));
      Role role = role(row);
      if (!Administration.Seat.valueOf(agency.type().name()).roles().contains(role)) {
        throw row.wrong("nobody at \"" + agency.code() + "\" can be " + role + ".");
      }
      if (accounts.find(row.need("login").toLowerCase(Locale.ROOT)).isPresent()) {
        throw row.wrong("the login \"" + row.get("login") + "\" is taken.");
      }
      String password = password();
      Officer officer =
          accounts.open(row.get("login"), row.need("nama"), password, agency.id().value(), role);
      if (!row.get("surel").isEmpty()) {
        accounts.setEmail(officer.accountId(), row.get("surel"), null);
      }
      opened.add(new Opened(officer, password));
    }
    return opened;
  }

  /** The government everything hangs under, when there is just one. */
  @Nullable Agency onlyGovernment() {
    List<Agency> all =
        agencies.all().stream().filter(a -> a.type() == Agency.Type.GOVERNMENT).toList();
    return all.size() == 1 ? all.getFirst() : null;
  }

  private static boolean watches(Sheet.Row row) {
    String kind = row.get("jenis").toLowerCase(Locale.ROOT);
    if (!kind.isEmpty() && !kind.equals(WATCHING)) {
      throw row.wrong("\"jenis\" is empty or \"" + WATCHING + "\".");
    }
    return !kind.isEmpty();
  }

  private AgencyId parent(String code, Map<String, AgencyId> added, Sheet.Row row) {
    AgencyId fresh = added.get(code);
    return fresh != null
        ? fresh
        : agencies
            .find(code)
            .map(Agency::id)
            .orElseThrow(
                () -> row.wrong("its parent \"" + code + "\" must stand above it in the table."));
  }

  private List<Map.Entry<String, Integer>> competences(Sheet.Row row) {
    List<Map.Entry<String, Integer>> all = new ArrayList<>();
    for (String one : row.get("kategori").split("[\\s,;]+")) {
      if (one.isEmpty()) {
        continue;
      }
      String[] parts = one.split(":", 2);
      int weight = parts.length < 2 ? HEAVIEST / 2 : weight(parts[1], row);
      if (categories.find(parts[0]).isEmpty()) {
        throw row.wrong("there is no category \"" + parts[0] + "\".");
      }
      all.add(Map.entry(parts[0], weight));
    }
    return all;
  }

  private static int weight(String typed, Sheet.Row row) {
    if (!typed.matches("\\d{1,2}")
        || Integer.parseInt(typed) < LIGHTEST
        || Integer.parseInt(typed) > HEAVIEST) {
      throw row.wrong("the weight \"" + typed + "\" is not between 1 and 10.");
    }
    return Integer.parseInt(typed);
  }

  private static Role role(Sheet.Row row) {
    String typed = row.need("peran").toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    return Arrays.stream(Role.values())
        .filter(r -> r.name().equals(typed))
        .findFirst()
        .orElseThrow(() ->
            row.wrong(
                "the role \""
                    + row.get("peran")
                    + "\" is none of "
                    + Arrays.toString(Role.values())));
  }

  private String password() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
