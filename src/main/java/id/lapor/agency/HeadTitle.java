package id.lapor.agency;

/** How the head of an office is addressed in a letter, as its name tells. Pure. */
public final class HeadTitle {

  private HeadTitle() {}

  /** {@code Camat Bontang Utara}, {@code Sekretaris Daerah}; {@code Kepala …} for all others. */
  public static String of(String office) {
    String[] words = office.split(" ", 2);
    String rest = words.length > 1 ? " " + words[1] : "";
    return switch (words[0]) {
      case "Kelurahan" -> "Lurah" + rest;
      case "Kecamatan", "Distrik" -> "Camat" + rest;
      case "Sekretariat" -> "Sekretaris" + rest;
      case "Inspektorat" -> "Inspektur" + rest;
      case "RSUD", "RS", "Perumda", "Perumdam" -> "Direktur " + office;
      default -> "Kepala " + office;
    };
  }
}
