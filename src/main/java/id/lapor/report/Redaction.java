package id.lapor.report;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what points to a person in a text before it is public: e-mail addresses, telephone numbers,
 * identity numbers (NIK, KK: 16 digits), vehicle plates, names after a form of address or that
 * begin with a common given name, addresses somebody is said to live at. An address that is only
 * where the matter lies stays. The machine proposes; at forwarding an officer confirms.
 */
public final class Redaction {

  /** What stands where something was masked. */
  public static final String MASK = "▇▇▇";

  /** Where a number may begin: not inside another one, and not an amount of money. */
  private static final String FREE = "(?<![\\d+])(?<!\\d[.,])(?<!(?i:rp)\\.? ?)";

  /** A digit of a telephone number, with what people put before it. */
  private static final String DIGIT = "(?:[ .-]| - )?\\d";

  /**
   * First letters of Indonesian plates by region (Perkapolri 7/2021), so that neither "RT 12 RW"
   * nor a report's number is taken for one.
   */
  private static final String REGIONS =
      "(?:A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGST]?|R|S|T|W|Z)";

  /** What often follows a letter and a number and makes no plate of them. */
  private static final String NO_PLATE =
      "(?!(?i:rt|rw|no|km|kg|gb|mb|cm|kw|va|ton|hr|rb|jt|di|ke|dan|yg|itu|ini|ada|x|m)\\b)";

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("(?<![\\w.+-])[\\w.+-]+@[\\w-]++(?:\\.[\\w-]++)++"),
          Pattern.compile("(?<!\\d)(?<!\\d[ .-])(?!0)(?:\\d[ .-]?){15}\\d(?!\\d)"),
          Pattern.compile(FREE + "08(?:[ .-]\\d\\d){4,5}(?!\\d)"),
          Pattern.compile(FREE + "\\(0[2-9]\\d{1,3}\\) ?(?:" + DIGIT + "){5,9}(?!\\d)"),
          Pattern.compile(FREE + "0(?=[2-9]\\d)(?:" + DIGIT + "){8,12}(?!\\d)"),
          Pattern.compile("\\+62 ?(?:\\(0\\))?(?:" + DIGIT + "){8,13}(?!\\d)"),
          Pattern.compile(FREE + "62(?=[ .-]?8)(?:" + DIGIT + "){8,12}(?!\\d)"),
          plate(REGIONS, "\\d{1,4}", "[A-Z]{1,3}"),
          plate("(?i:" + REGIONS + ")", "\\d{3,4}", "[a-z]{1,3}"));

  /** After a form of address up to six words that begin with a capital letter are a name. */
  private static final Pattern NAMES = names();

  private static final String STREETS =
      "(?:jl|jln|jalan|gg|gang|lorong|lrg|perum|perumahan|komplek|kompleks|dusun|kampung)\\b";

  private static final String WHOSE =
      "(?:(?:ku|nya|mu)\\b|(?: (?:saya|kami|dia|beliau|mereka|anda|pelapor|terlapor|korban|tetangga|orang tua|keluarga"
          + "|adik|kakak|kakek|nenek|paman|ibu|ayah|bapak)\\b){1,3})";

  private static final String LIVING =
      "(?:(?:rumah|kediaman|tempat tinggal|alamat(?: rumah)?|kost?|kosan|kontrakan|toko|warung)"
          + WHOSE
          + "|(?:ber)?tinggal(?: (?:saya|kami))?|beralamat|berdomisili|domisili|alamat rumah)\\b";

  /** After words of living somewhere an address is somebody's. */
  private static final Pattern HOMES = homes();

  /** Positions, bodies and words, not persons: "Pak Lurah" may stay. */
  private static final Pattern POSITIONS =
      Pattern.compile(
          "(?i)(?:lurah|camat|kades|wali|walikota|bupati|gubernur|kepala|kadis|kabid|kasi|sekda|ketua|direktur|dirjen"
              + "|presiden|menteri|rt|rw|guru|dosen|dokter|bidan|perawat|polisi|kapolres|kapolsek|satpam|satpol|sopir"
              + "|petugas|pejabat|admin|hakim|jaksa|ustaz|ustadz|pemerintah|dinas|warga|pt|cv|kota|negara)\\b.*");

  private Redaction() {}

  public static String propose(String text) {
    String masked = text;
    for (Pattern pattern : PATTERNS) {
      masked = pattern.matcher(masked).replaceAll(MASK);
    }
    masked = HOMES.matcher(masked).replaceAll("$1" + MASK);
    masked = NAMES.matcher(masked).replaceAll(Redaction::name);
    return GivenNames.propose(masked);
  }

  private static String name(MatchResult found) {
    boolean position = POSITIONS.matcher(found.group(2)).matches();
    return Matcher.quoteReplacement(position ? found.group() : found.group(1) + MASK);
  }

  private static Pattern plate(String region, String number, String letters) {
    return Pattern.compile(
        "(?<![\\w-])(?<!(?i:blok|gang|gg|jalur|lorong|tipe|kelas)\\.? )"
            + region
            + "[ -]?"
            + number
            + "[ -]?"
            + NO_PLATE
            + letters
            + "(?!\\w|-\\w)");
  }

  private static Pattern names() {
    String form =
        "(?:(?:bapak|bpk|pak|ibu|bu|sdri?|saudara|saudari|mas|mbak|kak|kakak)\\.?|nama saya|atas nama"
            + "|nama(?: saya| lengkap| pelapor)? ?:|a\\.n\\.|an\\.)";
    String title = "(?:(?:H|Hj|KH|Dr|Drs|Dra|Ir|Prof|Moh|Muh|Abd|\\p{Lu})\\. ?)";
    String word = title + "{0,3}\\p{Lu}[\\p{L}']*";
    return Pattern.compile("\\b((?i:" + form + ") )(" + word + "(?: " + word + "){0,5})");
  }

  private static Pattern homes() {
    String number = "(?:no|nomor|nomer|nmr)\\b\\.? ?\\d{1,4}(?: ?[a-z]\\b)?(?:/\\d{1,3})?";
    String block = "blok ?(?:[a-z]{1,2}(?:[ -]?\\d{1,3})?|\\d{1,3})\\b(?:/\\d{1,3})?";
    String alley = "(?:gg|gang)\\b\\.? ?(?:\\d{1,3}|[ivx]{1,4})\\b";
    String neighbours = "rt\\b\\.? ?\\d{1,3}(?:[ ,/.-]{0,3}rw\\b\\.? ?\\d{1,3})?";
    String part = "(?:" + String.join("|", number, block, alley, neighbours) + ")";
    String more = "(?:[ ,]{1,2}" + part + ")";
    String word = "(?!(?:no|nomor|nomer|nmr|blok|gg|gang|rt|rw)\\b)";
    String name = word + "(?:(?-i:\\p{Lu})[\\p{L}'.-]*|\\d{1,3}\\b)";
    String anyName = word + "[\\p{L}'.-]{1,20}";
    String street =
        STREETS
            + "\\.? ?(?:"
            + some(name, 4)
            + more
            + "{0,4}|"
            + some(anyName, 3)
            + more
            + "{1,4})";
    return Pattern.compile(
        "\\b((?i:"
            + LIVING
            + " ?(?:(?:ada |berada |terletak )?(?:di|pada)\\b|adalah\\b|:|,)? ?))"
            + "((?i:"
            + street
            + "|"
            + part
            + more
            + "{0,4}))");
  }

  private static String some(String word, int most) {
    return word + "(?: " + word + "){0," + (most - 1) + "}";
  }
}
