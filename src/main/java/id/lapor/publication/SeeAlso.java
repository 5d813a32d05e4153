package id.lapor.publication;

import id.lapor.agency.Agencies;
import id.lapor.agency.Agency;
import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.agency.Region;
import id.lapor.agency.Regions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Lists that fit the words of a search: people look for a topic, an office or a place by words. */
@Component
public class SeeAlso {

  private static final int MOST = 3;
  private static final int SHORTEST = 3;

  private final Categories categories;
  private final Agencies agencies;
  private final Regions regions;

  SeeAlso(Categories categories, Agencies agencies, Regions regions) {
    this.categories = categories;
    this.agencies = agencies;
    this.regions = regions;
  }

  /** Lists by their filter. */
  public record Found(List<Category> categories, List<Agency> agencies, List<Region> regions) {

    public boolean any() {
      return !categories.isEmpty() || !agencies.isEmpty() || !regions.isEmpty();
    }
  }

  /**
   * @param places whether places are wanted too; their names are words of all kinds
   */
  Found of(String words, boolean places) {
    String plain = plain(words);
    if (plain.length() < SHORTEST) {
      return new Found(List.of(), List.of(), List.of());
    }
    return new Found(
        categories.choices().stream().filter(c -> means(c, plain)).limit(MOST).toList(),
        agencies.all().stream()
            .filter(a -> a.answers() && holds(plain(a.name()), plain))
            .limit(MOST)
            .toList(),
        places ? regions.search(plain, MOST, agencies.governed()) : List.of());
  }

  /** One of its words is among those typed, or its name holds all of those. */
  private static boolean means(Category category, String plain) {
    return category.words().stream().anyMatch(w -> (" " + plain + " ").contains(" " + w + " "))
        || Stream.of(category.indonesian(), category.english())
            .anyMatch(n -> holds(plain(n), plain));
  }

  private static boolean holds(String name, String plain) {
    return Arrays.stream(plain.split(" ")).allMatch(w -> (" " + name).contains(" " + w));
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}-]+", " ").strip();
  }
}
