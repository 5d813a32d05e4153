package id.lapor.demo;

import id.lapor.report.Place;
import java.util.List;
import java.util.Random;

/** Points in the city's wards, near enough for a map. */
final class DemoPlaces {

  private record Ward(String code, String name, double latitude, double longitude) {}

  private static final List<Ward> WARDS =
      List.of(
          new Ward("64.74.01.1001", "Bontang Kuala", 0.137, 117.507),
          new Ward("64.74.01.1002", "Bontang Baru", 0.133, 117.492),
          new Ward("64.74.01.1003", "Loktuan", 0.170, 117.490),
          new Ward("64.74.01.1004", "Guntung", 0.181, 117.474),
          new Ward("64.74.01.1005", "Gunung Elai", 0.149, 117.479),
          new Ward("64.74.01.1006", "Api-api", 0.138, 117.489),
          new Ward("64.74.02.1001", "Tanjung Laut", 0.117, 117.485),
          new Ward("64.74.02.1002", "Berbas Tengah", 0.121, 117.492),
          new Ward("64.74.02.1003", "Berbas Pantai", 0.112, 117.478),
          new Ward("64.74.03.1001", "Belimbing", 0.127, 117.461),
          new Ward("64.74.03.1002", "Gunung Telihan", 0.139, 117.466));

  private static final List<String> LANDMARKS =
      List.of(
          "Depan pasar",
          "Dekat masjid",
          "Samping sekolah dasar",
          "Ujung gang 3",
          "Simpang empat",
          "Belakang kantor lurah",
          "Tepi lapangan",
          "Dekat jembatan",
          "Depan toko bangunan");

  private DemoPlaces() {}

  static Place any(Random random) {
    Ward ward = WARDS.get(random.nextInt(WARDS.size()));
    return new Place(
        ward.code(),
        ward.latitude() + (random.nextDouble() - 0.5) / 150,
        ward.longitude() + (random.nextDouble() - 0.5) / 150,
        LANDMARKS.get(random.nextInt(LANDMARKS.size())));
  }

  /** The ward as people call it. */
  static String ward(Place place) {
    return WARDS.stream()
        .filter(w -> w.code().equals(place.region()))
        .map(Ward::name)
        .findFirst()
        .orElse("Bontang");
  }
}
