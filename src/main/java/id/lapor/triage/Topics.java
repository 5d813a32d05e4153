package id.lapor.triage;

import id.lapor.agency.Category;
import id.lapor.report.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads from a text what it is about, by the words people use for a topic. Pure. */
public final class Topics {

  private static final Pattern QUESTION =
      Pattern.compile(
          "\\b(mohon info|minta info|informasi tentang|bagaimana cara|apa syarat|syarat(nya)? apa|di ?mana saya|kapan jadwal|apakah bisa)");
  private static final Pattern WISH =
      Pattern.compile("\\b(usul|saran|sebaiknya|alangkah baik|semoga|harapan|kritik|masukan)");

  private Topics() {}

  /**
   * A topic that fits.
   *
   * @param score letters of the words found; longer phrases say more
   */
  public record Match(Category category, List<String> words, int score) {}

  /** Topics that fit, the best first. */
  public static List<Match> of(String text, List<Category> categories) {
    String plain = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}-]+", " ") + " ";
    List<Match> matches = new ArrayList<>();
    for (Category category : categories) {
      List<String> found =
          category.words().stream().filter(w -> plain.contains(" " + w + " ")).toList();
      if (!found.isEmpty()) {
        matches.add(new Match(category, found, found.stream().mapToInt(String::length).sum()));
      }
    }
    matches.sort(Comparator.comparingInt(Match::score).reversed());
    return matches;
  }

  public static Kind kind(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    if (QUESTION.matcher(plain).find()) {
      return Kind.INFORMATION_REQUEST;
    }
    return WISH.matcher(plain).find() ? Kind.ASPIRATION : Kind.COMPLAINT;
  }
}
