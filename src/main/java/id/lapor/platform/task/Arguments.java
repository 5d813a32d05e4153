package id.lapor.platform.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words and {@code --options} of a command. Every option has a value, after a space or {@code =}.
 */
public record Arguments(List<String> words, Map<String, String> options) {

  public Arguments {
    words = List.copyOf(words);
    options = Map.copyOf(options);
  }

  /**
   * @param known names of options without their dashes
   * @throws WrongUse for an option that is not known or has no value
   */
  public static Arguments read(List<String> typed, Set<String> known) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < typed.size(); i++) {
      String word = typed.get(i);
      if (!word.startsWith("--")) {
        words.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
      if (!known.contains(name)) {
        throw new WrongUse("There is no option --" + name + " here.");
      }
      if (equals < 0 && i + 1 == typed.size()) {
        throw new WrongUse("--" + name + " needs a value.");
      }
      options.put(name, equals < 0 ? typed.get(++i) : word.substring(equals + 1));
    }
    return new Arguments(words, options);
  }

  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
