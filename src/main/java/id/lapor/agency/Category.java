package id.lapor.agency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain-language topic.
 *
 * @param parent code of the topic above, null at the upper level
 * @param sensitive reports on it are secret unless their reporter says otherwise
 * @param words what people write when they mean it, lower case
 */
public record Category(
    String code,
    @Nullable String parent,
    String indonesian,
    String english,
    boolean sensitive,
    List<String> words) {

  /** The name in a language, Indonesian unless English is asked for. */
  public String name(String language) {
    return language.equals("en") ? english : indonesian;
  }
}
