package id.lapor.agency;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * All 91,599 regions of the country, in memory: 38 provinces, 514 regencies and cities, 7,285
 * districts, 83,762 villages and wards. Derived from idn-area-data (see NOTICE). Read at the first
 * question.
 */
@Service
public class Regions {

  private static final int[] LEVELS_ABOVE = {8, 5, 2};

  /** Larger than any rank. */
  private static final int ELSEWHERE = 1_000;

  private volatile RegionIndex loaded = RegionIndex.EMPTY;

  public int size() {
    return index().codes().length;
  }

  public Optional<Region> find(String code) {
    RegionIndex index = index();
    int at = Arrays.binarySearch(index.codes(), code);
    return at < 0 ? Optional.empty() : Optional.of(region(index, at));
  }

  /**
   * Regions whose name and those above it begin with every word typed, in any order: "bontang
   * baru", "loktuan bontang". A name that is what was typed comes first, then one that begins so,
   * then larger regions before smaller ones.
   *
   * @param typed anything; less than two letters finds nothing
   */
  public List<Region> search(String typed, int limit) {
    return search(typed, limit, List.of());
  }

  /**
   * As above, those inside the regions given before all others.
   *
   * @param home codes of regions
   */
  public List<Region> search(String typed, int limit, Collection<String> home) {
    String plain = RegionIndex.plain(typed);
    if (plain.replace(" ", "").length() < 2) {
      return List.of();
    }
    RegionIndex index = index();
    return index.matching(plain.split(" ")).stream()
        .mapToLong(at ->
            (long) (rank(index, at, plain) + away(index.codes()[at], home)) << Integer.SIZE | at)
        .sorted()
        .limit(limit)
        .mapToObj(hit -> region(index, (int) hit))
        .toList();
  }

  private static int away(String code, Collection<String> home) {
    return home.stream().anyMatch(h -> code.equals(h) || code.startsWith(h + ".")) ? 0 : ELSEWHERE;
  }

  private static int rank(RegionIndex index, int at, String plain) {
    String name = index.plainNames()[at];
    int level = index.codes()[at].length();
    if (name.equals(plain) || name.equals("kota " + plain) || name.equals("kabupaten " + plain)) {
      return level;
    }
    return (name.startsWith(plain) ? 100 : 200) + level;
  }

  private static Region region(RegionIndex index, int at) {
    String code = index.codes()[at];
    StringBuilder path = new StringBuilder(title(code) + index.names()[at]);
    for (int length : LEVELS_ABOVE) {
      if (length < code.length()) {
        int parent = Arrays.binarySearch(index.codes(), code.substring(0, length));
        if (parent >= 0) {
          path.append(", ").append(title(index.codes()[parent])).append(index.names()[parent]);
        }
      }
    }
    return new Region(code, index.names()[at], path.toString());
  }

  /** A ward's number begins with 1, a village's with 2. */
  private static String title(String code) {
    return switch (code.length()) {
      case 2, 5 -> "";
      case 8 -> "Kec. ";
      default -> code.charAt(9) == '1' ? "Kel. " : "Desa ";
    };
  }

  private RegionIndex index() {
    if (loaded == RegionIndex.EMPTY) {
      synchronized (this) {
        if (loaded == RegionIndex.EMPTY) {
          loaded = RegionIndex.load();
        }
      }
    }
    return loaded;
  }
}
