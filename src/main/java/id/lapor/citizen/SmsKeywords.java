package id.lapor.citizen;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.AgencyId;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Words in front of an SMS and the desk they lead to: the names of the governments here, BONTANG
 * and KOTA BONTANG, and whatever an administrator adds.
 */
@Component
public class SmsKeywords {

  private final JdbcClient jdbc;
  private final Agencies agencies;
  private final Regions regions;
  private final InstantSource clock;

  SmsKeywords(JdbcClient jdbc, Agencies agencies, Regions regions, InstantSource clock) {
    this.jdbc = jdbc;
    this.agencies = agencies;
    this.regions = regions;
    this.clock = clock;
  }

  /**
   * Where a word leads.
   *
   * @param own of the government's name, so that it cannot be taken away
   */
  public record Way(String keyword, Agency desk, boolean own) {}

  /** All words, in the order of the alphabet. */
  public List<Way> all() {
    Map<String, Way> ways = new TreeMap<>();
    names().forEach((word, desk) -> ways.put(word, new Way(word, desk, true)));
    Map<AgencyId, Agency> known =
        agencies.all().stream().collect(Collectors.toMap(Agency::id, Function.identity()));
    jdbc.sql("SELECT keyword, desk_id FROM citizen_sms_keyword")
        .query((row, _) -> Map.entry(row.getString(1), new AgencyId(row.getLong(2))))
        .list()
        .forEach(e ->
            Optional.ofNullable(known.get(e.getValue()))
                .ifPresent(desk -> ways.put(e.getKey(), new Way(e.getKey(), desk, false))));
    return List.copyOf(ways.values());
  }

  /** Adds a word, or leads it elsewhere; false when it says nothing or the desk is none. */
  public boolean set(String typed, AgencyId desk, long account) {
    String keyword = SmsWords.capitals(typed);
    boolean isDesk = desks().stream().anyMatch(d -> d.id().equals(desk));
    if (keyword.isEmpty() || !isDesk) {
      return false;
    }
    jdbc.sql(
            """
            INSERT INTO citizen_sms_keyword (keyword, desk_id, set_by, set_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (keyword) DO UPDATE
            SET desk_id = excluded.desk_id, set_by = excluded.set_by, set_at = excluded.set_at
            """)
        .params(keyword, desk.value(), account, Timestamp.from(clock.instant()))
        .update();
    return true;
  }

  public void drop(String keyword) {
    jdbc.sql("DELETE FROM citizen_sms_keyword WHERE keyword = ?").param(keyword).update();
  }

  /** Desks a word may lead to. */
  public List<Agency> desks() {
    return agencies.all().stream()
        .filter(a -> a.type() == Agency.Type.COORDINATOR || a.type() == Agency.Type.NATIONAL)
        .toList();
  }

  /** A name two governments share leads to neither. */
  private Map<String, Agency> names() {
    Map<String, Agency> names = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Agency government : agencies.all()) {
      if (government.type() == Agency.Type.GOVERNMENT && government.region() != null) {
        Optional<Agency> desk = agencies.coordinatorOf(government);
        for (String name :
            regions.find(government.region()).map(SmsKeywords::names).orElse(List.of())) {
          if (desk.isPresent() && names.put(name, desk.get()) != null) {
            shared.add(name);
          }
        }
      }
    }
    names.keySet().removeAll(shared);
    return names;
  }

  private static List<String> names(Region region) {
    String whole = SmsWords.capitals(region.name());
    List<String> names = new ArrayList<>(List.of(whole));
    String bare = whole.replaceFirst("^(KOTA|KABUPATEN|KAB|PROVINSI)( ADM(INISTRASI)?)? ", "");
    if (!bare.equals(whole)) {
      names.add(bare);
    }
    if (whole.startsWith("KABUPATEN ")) {
      names.add("KAB " + bare);
    }
    return names;
  }
}
