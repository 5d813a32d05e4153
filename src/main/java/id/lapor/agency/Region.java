package id.lapor.agency;

/**
 * A place of the country's administrative division.
 *
 * @param code Kemendagri code, {@code 64.74.01.1002}
 * @param name its own name
 * @param path in full, smallest first: {@code Kel. Bontang Baru, Kec. Bontang Utara, Kota Bontang,
 *     Kalimantan Timur}
 */
public record Region(String code, String name, String path) {

  /** 1 province, 2 regency or city, 3 district, 4 village or ward. */
  public int level() {
    return 1 + (int) code.chars().filter(c -> c == '.').count();
  }
}
