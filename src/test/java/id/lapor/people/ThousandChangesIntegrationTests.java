package id.lapor.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import id.lapor.agency.Agencies;
import id.lapor.audit.Checkpoints;
import id.lapor.audit.Sequencer;
import id.lapor.audit.Verifier;
import id.lapor.deadline.Recounts;
import id.lapor.deadline.RuleBook;
import id.lapor.platform.City;
import id.lapor.platform.db.ApplicationTest;
import id.lapor.report.Actor;
import id.lapor.report.Command;
import id.lapor.report.Report;
import id.lapor.report.Reports;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Somebody with all rights on the database changes one row of anything on the trail or of the trail
 * itself; every time that row is named. {@code -Dseed=N} for other changes.
 */
@ApplicationTest
class ThousandChangesIntegrationTests {

  private static final int CHANGES = 1_000;
  private static final int REPORTS = 60;
  private static final int PERSONS = 20;
  private static final int ACCOUNTS = 8;
  private static final int VERSIONS = 4;
  private static final String PASSWORD = "kata-sandi-panjang";

  /** A table whose rows a witness repeats, by the name of its subject. */
  private enum Told {
    REPORT("report_event", "report_id"),
    IDENTITY("people_look", "reporter_id"),
    ACCOUNT("people_account_act", "account_id"),
    CLIENT("api_client_act", "client_id"),
    RULES("deadline_rules_act", "rules_id");

    final String table;
    final String subject;

    Told(String table, String subject) {
      this.table = table;
      this.subject = subject;
    }
  }

  /** An act, and the number of the last one on its subject. */
  private record Act(Told of, String stream, long subject, int seq, int last) {

    String name(int act) {
      return "%s %d, act %d".formatted(stream, subject, act);
    }

    /** The subject where it stands once it has moved. */
    String moved() {
      return "%s %d, act".formatted(stream, subject + 1000);
    }

    String row() {
      return "WHERE %s = %d AND seq = %d".formatted(of.subject, subject, seq);
    }

    String leaf() {
      return "WHERE stream = '%s' AND subject = %d AND seq = %d".formatted(stream, subject, seq);
    }
  }

  /**
   * @param rows one of which the finding has to name
   */
  private record Change(String sql, List<String> rows) {

    Change(String sql, String row) {
      this(sql, List.of(row));
    }
  }

  @Autowired MockMvc web;
  @Autowired Agencies agencies;
  @Autowired Reports reports;
  @Autowired Reporters reporters;
  @Autowired Accounts accounts;
  @Autowired Recounts recounts;
  @Autowired Sequencer sequencer;
  @Autowired Checkpoints checkpoints;
  @Autowired Verifier verifier;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;

  private final Map<Told, List<Act>> acts = new HashMap<>();
  private final Map<Told, List<String>> columns = new HashMap<>();
  private long places;

  @BeforeEach
  void live() throws Exception {
    City city = new City(agencies, reports);
    for (int i = 0; i < REPORTS; i++) {
      Report report = city.filed("Lampu jalan mati di depan pasar nomor " + i);
      reports.command(report.id(), new Command.Hold("Di RT berapa?"), City.actor(city.rani));
      reports.command(report.id(), new Command.Reply("RT 3", List.of()), new Actor.Reporter());
    }
    for (int i = 0; i < PERSONS; i++) {
      ReporterId id =
          reporters.keep(
              new Contact("Siti " + i, "+6281200001" + (700 + i), "s" + i + "@x.example"));
      reporters.look(id, new Look(Look.Purpose.CONTACT, city.rani, "Perlu letak tiangnya."));
      reporters.restrict(id, false);
    }
    Officer admin =
        accounts.open(
            "admin", "Admin", PASSWORD, agencies.superior(city.desk).value(), Role.ADMINISTRATOR);
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.openInvited("baru" + i, "Baru", city.desk.value(), Role.LIAISON, admin);
    }
    for (int i = 0; i < VERSIONS; i++) {
      client(admin, city, i);
      rules(i);
    }
    sequencer.placeAll();
    checkpoints.publish();
    assertThat(verifier.verify().first()).isEmpty();
    read();
  }

  private void client(Officer admin, City city, int n) throws Exception {
    web.perform(
            post("/sistem-luar")
                .with(
                    authentication(
                        UsernamePasswordAuthenticationToken.authenticated(admin, null, List.of())))
                .with(csrf())
                .param("nama", "Aplikasi warga " + n)
                .param("meja", String.valueOf(city.desk.value()))
                .param("lingkup", "FILE")
                .param("batas", "30"))
        .andExpect(status().isOk());
  }

  private void rules(int n) {
    RuleBook rules = recounts.books().getFirst();
    recounts.publish(
        rules.next(
            new RuleBook.Decision(
                recounts.earliest().plusDays(n), false, "Nadia", "Percobaan aturan."),
            Map.of(),
            rules.ladder()),
        ZoneId.of("Asia/Makassar"));
  }

  private void read() {
    for (Told told : Told.values()) {
      String stream =
          switch (told) {
            case IDENTITY -> LookBook.STREAM;
            case ACCOUNT -> AccountBook.STREAM;
            case REPORT -> "report";
            case CLIENT -> "client";
            case RULES -> "rules";
          };
      acts.put(
          told,
          jdbc.query(
              "SELECT %1$s, seq, max(seq) OVER (PARTITION BY %1$s) FROM %2$s ORDER BY 1, 2"
                  .formatted(told.subject, told.table),
              (row, _) -> new Act(told, stream, row.getLong(1), row.getInt(2), row.getInt(3))));
      assertThat(acts.get(told)).as(told.table).hasSizeGreaterThanOrEqualTo(VERSIONS);
      columns.put(
          told,
          jdbc.queryForList(
              """
              SELECT column_name || ' ' || data_type FROM information_schema.columns
              WHERE table_name = ? AND column_name NOT IN ('seq', ?)
              """,
              String.class,
              told.table,
              told.subject));
    }
    places =
        Objects.requireNonNull(jdbc.queryForObject("SELECT count(*) FROM audit_place", Long.class));
    assertThat(places)
        .as("every act has its place, and a part of the tree is complete")
        .isEqualTo(acts.values().stream().mapToInt(List::size).sum())
        .isGreaterThan(256);
  }

  @Test
  void namesEachOfAThousandChanges() {
    long seed = Long.getLong("seed", 1708L);
    Random random = new Random(seed);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      Change change = change(i, random);
      String named = named(change.sql());
      if (change.rows().stream().noneMatch(named::contains)) {
        wrong.add("%s%n  names %s, not %s".formatted(change.sql(), named, change.rows()));
      }
    }
    assertThat(wrong).as("seed " + seed).isEmpty();
    assertThat(verifier.verify().first()).as("everything was rolled back").isEmpty();
  }

  private String named(String sql) {
    return Objects.requireNonNull(
        transaction.<String>execute(status -> {
          status.setRollbackOnly();
          jdbc.execute("SET LOCAL session_replication_role = replica");
          jdbc.execute("ALTER TABLE audit_leaf DROP CONSTRAINT audit_leaf_erases_people");
          assertThat(jdbc.update(sql)).as(sql).isOne();
          return verifier.verify().first().map(f -> f.row()).orElse("nothing");
        }));
  }

  private Act any(Told told, Random random) {
    List<Act> all = acts.getOrDefault(told, List.of());
    return all.get(random.nextInt(all.size()));
  }

  private Change change(int i, Random random) {
    return switch (i % 20) {
      case 0, 1, 2, 3 -> told(any(Told.REPORT, random), random);
      case 4, 5, 6 -> told(any(Told.IDENTITY, random), random);
      case 7, 8, 9 -> told(any(Told.ACCOUNT, random), random);
      case 10 -> told(any(Told.CLIENT, random), random);
      case 11 -> told(any(Told.RULES, random), random);
      case 12, 13, 14 ->
          leaf(any(Told.values()[random.nextInt(Told.values().length)], random), random);
      case 15, 16 -> place(random.nextLong(places), random);
      case 17 -> key(any(Told.values()[random.nextInt(Told.values().length)], random), random);
      case 18 ->
          new Change(
              "UPDATE audit_node SET hash = " + flipped("hash", random) + " WHERE level = 8",
              "audit_node");
      default ->
          new Change(
              switch (random.nextInt(4)) {
                case 0 -> "UPDATE audit_checkpoint SET size = size - 1";
                case 1 -> "UPDATE audit_checkpoint SET root = " + flipped("root", random);
                case 2 -> "UPDATE audit_checkpoint SET day = day + 1";
                default -> "DELETE FROM audit_checkpoint";
              },
              "audit_checkpoint");
    };
  }

  private Change told(Act act, Random random) {
    String table = act.of().table;
    return switch (random.nextInt(8)) {
      case 0 -> new Change("DELETE FROM %s %s".formatted(table, act.row()), act.name(act.seq()));
      case 1 ->
          new Change(
              "UPDATE %s SET seq = seq + 10 %s".formatted(table, act.row()), act.name(act.seq()));
      case 2 ->
          new Change(
              "UPDATE %1$s SET %2$s = %2$s + 1000 %3$s"
                  .formatted(table, act.of().subject, act.row()),
              act.name(act.seq()));
      case 3 ->
          new Change(
              "INSERT INTO %1$s SELECT (jsonb_populate_record(r, '{\"seq\": %2$d}')).* FROM %1$s r %3$s"
                  .formatted(table, act.last() + 1, act.row()),
              act.name(act.last() + 1));
      default -> {
        List<String> all = columns.getOrDefault(act.of(), List.of());
        String column = all.get(random.nextInt(all.size()));
        String name = column.replaceFirst(" .*", "");
        yield new Change(
            "UPDATE %s SET %s = %s %s"
                .formatted(
                    table, name, other(name, column.substring(name.length() + 1)), act.row()),
            act.name(act.seq()));
      }
    };
  }

  /** Another value of the kind, which the house can read. */
  private static String other(String name, String kind) {
    return switch (kind) {
      case "bigint", "integer" -> "coalesce(%s, 0) + 1000".formatted(name);
      case "jsonb" -> name + " || '{\"x\": 1}'";
      case "text" ->
          switch (name) {
            case "purpose" -> "'OWN'";
            case "role" -> "CASE role WHEN 'APPROVER' THEN 'COORDINATOR' ELSE 'APPROVER' END";
            case "what" ->
                "CASE what WHEN 'MADE' THEN 'ROTATED' WHEN 'PUBLISHED' THEN 'TAKEN_BACK' ELSE 'CLOSED' END";
            case "kind" -> "'Noted'";
            default -> "coalesce(%s, '') || 'x'".formatted(name);
          };
      default -> name + " + interval '1 microsecond'";
    };
  }

  /**
   * One that moved is named by where it stood or by where it stands, whichever comes first; one
   * that says "erased" by the key that would have to be gone.
   */
  private Change leaf(Act act, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> leaf("UPDATE audit_leaf SET commitment = " + flipped("commitment", random), act);
      case 1 -> leaf("UPDATE audit_leaf SET chain = " + flipped("chain", random), act);
      case 2 -> leaf("UPDATE audit_leaf SET mark = " + flipped("mark", random), act);
      case 3 ->
          new Change(
              "UPDATE audit_leaf SET subject = subject + 1000 " + act.leaf(),
              List.of(act.name(act.seq()), act.moved()));
      case 4 ->
          new Change(
              "UPDATE audit_leaf SET erased = true " + act.leaf(),
              act.seq() == 1 ? act.name(1) : "audit_key (" + act.name(1) + ")");
      default -> leaf("DELETE FROM audit_leaf", act);
    };
  }

  private static Change leaf(String change, Act act) {
    return new Change(change + " " + act.leaf(), act.name(act.seq()));
  }

  /** Where the last one goes nothing but the published root tells that there was one. */
  private Change place(long position, Random random) {
    String change =
        switch (random.nextInt(3)) {
          case 0 -> "UPDATE audit_place SET hash = " + flipped("hash", random);
          case 1 -> "UPDATE audit_place SET position = position + 5000";
          default -> "DELETE FROM audit_place";
        };
    boolean last = position == places - 1 && change.startsWith("DELETE");
    return new Change(
        change + " WHERE position = " + position,
        last ? "audit_checkpoint" : "audit_place " + position);
  }

  /** By the first act that was recorded under it. */
  private static Change key(Act act, Random random) {
    String of = " WHERE stream = '%s' AND subject = %d".formatted(act.stream(), act.subject());
    return random.nextBoolean()
        ? new Change("UPDATE audit_key SET key = " + flipped("key", random) + of, act.name(1))
        : new Change("DELETE FROM audit_key" + of, "audit_key (" + act.name(1) + ")");
  }

  private static String flipped(String column, Random random) {
    int at = random.nextInt(32);
    return "set_byte(%1$s, %2$d, get_byte(%1$s, %2$d) # %3$d)"
        .formatted(column, at, 1 << random.nextInt(8));
  }
}
