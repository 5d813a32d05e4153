package id.lapor.api;

import id.lapor.audit.Act;
import id.lapor.audit.Rows;
import id.lapor.audit.Trail;
import id.lapor.audit.Witness;
import id.lapor.people.AccountAct;
import id.lapor.people.Deeds;
import id.lapor.people.Officer;
import id.lapor.platform.page.Page;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes down everything done to clients, for administrators and for the trail. */
@Repository
class ClientBook implements Witness, Deeds {

  /** After everything there is. */
  private static final Timestamp END = Timestamp.from(Instant.parse("9999-01-01T00:00:00Z"));

  static final String STREAM = "client";

  private static final String COLUMNS =
      "SELECT client_id, seq, at, what, by_account, by_name, details FROM api_client_act ";

  private final JdbcTemplate jdbc;
  private final Trail trail;
  private final InstantSource clock;

  ClientBook(JdbcTemplate jdbc, Trail trail, InstantSource clock) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.clock = clock;
  }

  /** Holds the client's row until the end of the transaction. */
  void hold(long client) {
    jdbc.query("SELECT id FROM api_client WHERE id = ? FOR UPDATE", _ -> {}, client);
  }

  /** Belongs into the transaction in which it is done, which holds the client's row. */
  void write(long client, Client.Act.What what, Officer by, String details) {
    Integer last =
        jdbc.queryForObject(
            "SELECT coalesce(max(seq), 0) FROM api_client_act WHERE client_id = ?",
            Integer.class,
            client);
    Client.Act act =
        new Client.Act(
            client,
            (last == null ? 0 : last) + 1,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            what,
            by.accountId(),
            by.name(),
            details);
    jdbc.update(
        """
        INSERT INTO api_client_act (client_id, seq, at, what, by_account, by_name, details)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        act.client(),
        act.seq(),
        Timestamp.from(act.at()),
        act.what().name(),
        act.byAccount(),
        act.byName(),
        act.details());
    trail.add(List.of(onTrail(act)));
  }

  /**
   * Whether nothing of what was done to the client is missing, and the house wrote all of it so.
   */
  boolean whole(long client) {
    return trail.lastStrange(STREAM, client, of(client).stream().map(ClientBook::onTrail).toList())
        == 0;
  }

  /** Everything done to one client, newest first. */
  List<Client.Act> of(long client) {
    return jdbc.query(COLUMNS + "WHERE client_id = ? ORDER BY seq DESC", ClientBook::kept, client);
  }

  /** Uses api_client_act_by. */
  @Override
  public List<Deed> by(List<Long> accounts, AccountAct.@Nullable Place before, int most) {
    return jdbc.query(
        """
        SELECT a.client_id, seq, at, what, by_account, by_name, details, c.name
        FROM api_client_act a
        JOIN api_client c ON c.id = a.client_id
        WHERE by_account = ANY (?) AND (at, -client_id, seq) < (?, ?, ?)
        ORDER BY at DESC, -client_id DESC, seq DESC
        LIMIT ?
        """,
        (row, n) -> deed(kept(row, n), row.getString("name")),
        accounts.toArray(Long[]::new),
        before == null ? END : Timestamp.from(before.at()),
        before == null ? Long.valueOf(0) : (Long) before.account(),
        before == null ? 0 : before.seq(),
        most);
  }

  private static Deed deed(Client.Act act, String client) {
    return new Deed(
        new AccountAct.Place(act.at(), -act.client(), act.seq()),
        client,
        "api.act." + act.what(),
        act.what() == Client.Act.What.HOOK_SET ? _ -> act.details() : page -> scopes(act, page),
        act.byName());
  }

  /** What a client was made for; the other acts are about nothing more. */
  private static String scopes(Client.Act act, Page page) {
    return act.what() == Client.Act.What.MADE
        ? Arrays.stream(act.details().split(" "))
            .skip(2) // the desk and the limit
            .filter(word -> !word.isEmpty())
            .map(word -> page.of("api.scope", Scope.valueOf(word)))
            .collect(Collectors.joining("; "))
        : "";
  }

  @Override
  public String stream() {
    return STREAM;
  }

  @Override
  public Stream<Act> acts() {
    return Rows.of(jdbc, COLUMNS + "ORDER BY client_id, seq", ClientBook::kept)
        .map(ClientBook::onTrail);
  }

  private static Act onTrail(Client.Act a) {
    String content =
        Stream.of(a.at(), a.what(), a.byAccount(), a.byName(), a.details())
            .map(v -> v.toString().length() + ":" + v)
            .reduce("", String::concat);
    return new Act(STREAM, a.client(), a.seq(), content.getBytes(StandardCharsets.UTF_8));
  }

  private static Client.Act kept(ResultSet row, int number) throws SQLException {
    return new Client.Act(
        row.getLong("client_id"),
        row.getInt("seq"),
        row.getTimestamp("at").toInstant(),
        Client.Act.What.valueOf(row.getString("what")),
        row.getLong("by_account"),
        row.getString("by_name"),
        row.getString("details"));
  }
}
