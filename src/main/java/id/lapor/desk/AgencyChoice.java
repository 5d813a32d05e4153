package id.lapor.desk;

import id.lapor.agency.Agency;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an agency out of what was typed into a field with a list: its name or code in full, else
 * words that only one of those to choose from has in its name. Pure.
 */
final class AgencyChoice {

  private AgencyChoice() {}

  static Optional<Agency> read(@Nullable String typed, List<Agency> from) {
    String plain = plain(typed == null ? "" : typed);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    Optional<Agency> exact =
        from.stream()
            .filter(a -> plain(a.name()).equals(plain) || plain(a.code()).equals(plain))
            .findFirst();
    List<String> words = Arrays.asList(plain.split(" "));
    List<Agency> some =
        from.stream().filter(a -> words.stream().allMatch(plain(a.name())::contains)).toList();
    return exact.or(() -> some.size() == 1 ? Optional.of(some.getFirst()) : Optional.empty());
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
