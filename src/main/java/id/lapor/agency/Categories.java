package id.lapor.agency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/** The topics to choose from, two levels, some forty leaves. */
@Service
public class Categories {

  private final Map<String, Category> byCode = new LinkedHashMap<>();

  public Categories() {
    try {
      new ClassPathResource("agency/categories.csv")
          .getContentAsString(StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Categories::category)
          .forEach(c -> byCode.put(c.code(), c));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<Category> find(@Nullable String code) {
    return code == null ? Optional.empty() : Optional.ofNullable(byCode.get(code));
  }

  /** Those a report can have: leaves, in the order of the list. */
  public List<Category> choices() {
    return byCode.values().stream()
        .filter(c -> c.parent() != null || c.code().equals("lainnya"))
        .toList();
  }

  public List<Category> top() {
    return byCode.values().stream().filter(c -> c.parent() == null).toList();
  }

  /**
   * The name in a language, or the code where it is unknown to this version, or an empty text
   * without a code.
   */
  public String name(@Nullable String code, String language) {
    return code == null ? "" : find(code).map(c -> c.name(language)).orElse(code);
  }

  private static Category category(String line) {
    String[] f = line.split("\\|", -1);
    List<String> words = f[5].isEmpty() ? List.of() : Arrays.asList(f[5].split(","));
    return new Category(
        f[0], f[1].isEmpty() ? null : f[1], f[2], f[3], f[4].equals("sensitive"), words);
  }
}
