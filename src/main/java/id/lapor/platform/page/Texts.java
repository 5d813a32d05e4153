package id.lapor.platform.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Every sentence people see, in Indonesian and English: all {@code
 * messages/<module>_<language>.properties}.
 */
@Component
public class Texts {

  /** The first language, and the one used where another lacks a sentence. */
  public static final Locale INDONESIAN = Locale.of("id", "ID");

  public static final Locale ENGLISH = Locale.of("en", "GB");

  private final Map<String, Map<String, String>> sentences =
      Map.of("id", read("id"), "en", read("en"));
  private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

  /** The sentence in a language, its placeholders filled; the key itself where nobody wrote one. */
  public String get(Locale locale, String key, Object... args) {
    String pattern = find(locale, key);
    if (pattern == null) {
      return key;
    }
    if (args.length == 0 && pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0) {
      return pattern;
    }
    MessageFormat format =
        formats.computeIfAbsent(
            locale.getLanguage() + key, _ -> new MessageFormat(pattern, locale));
    return ((MessageFormat) format.clone()).format(args);
  }

  public boolean has(String key) {
    return find(INDONESIAN, key) != null;
  }

  /** Keys and patterns of one language. */
  Map<String, String> all(String language) {
    return sentences.getOrDefault(language, Map.of());
  }

  private @Nullable String find(Locale locale, String key) {
    String pattern = all(locale.getLanguage()).get(key);
    return pattern == null ? all("id").get(key) : pattern;
  }

  private static Map<String, String> read(String language) {
    Map<String, String> all = new HashMap<>();
    try {
      String pattern = "classpath*:messages/*_" + language + ".properties";
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          properties.load(reader);
        }
        properties.forEach((key, value) -> all.put((String) key, (String) value));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(all);
  }
}
