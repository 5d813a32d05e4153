package id.lapor.agency;

import java.time.ZoneId;
import java.util.Set;

/** Time zones of the provinces, as Keputusan Presiden 41/1987 draws them. */
final class Zones {

  private static final ZoneId WESTERN = ZoneId.of("Asia/Jakarta");
  private static final ZoneId CENTRAL = ZoneId.of("Asia/Makassar");
  private static final ZoneId EASTERN = ZoneId.of("Asia/Jayapura");

  /** Bali and Nusa Tenggara, the south, east and north of Kalimantan, Sulawesi. */
  private static final Set<String> CENTRAL_PROVINCES =
      Set.of("51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76");

  /** Maluku and Papua. */
  private static final Set<String> EASTERN_PROVINCES =
      Set.of("81", "82", "91", "92", "93", "94", "95", "96", "97");

  private Zones() {}

  /**
   * @param region code of a province or of a region in it, {@code 64.74.01}
   */
  static ZoneId of(String region) {
    String province = region.split("\\.", 2)[0];
    return CENTRAL_PROVINCES.contains(province)
        ? CENTRAL
        : EASTERN_PROVINCES.contains(province) ? EASTERN : WESTERN;
  }
}
