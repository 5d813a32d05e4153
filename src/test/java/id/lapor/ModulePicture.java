package id.lapor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The modules by floor with what each uses, as a Mermaid picture and a table. What a module is for
 * comes from the first sentence of its package-info.java.
 */
record ModulePicture(List<Module> modules, List<Arrow> arrows) {

  private static final int ROOF = 9;
  private static final Pattern ABOUT =
      Pattern.compile("/\\*\\*(.*?)\\*/\\s*@ApplicationModule", Pattern.DOTALL);
  private static final Pattern FLOOR =
      Pattern.compile("(?:Floor (\\d)(?:, the heart)?|The roof garden): (.*?[.])(?: |$)");

  /**
   * @param floor 0 at the bottom; 9 is the roof
   */
  record Module(String name, int floor, String purpose) {}

  record Arrow(Module from, Module to) {}

  static ModulePicture of(ApplicationModules all) {
    List<Module> modules =
        all.stream()
            .map(m -> read(m.getIdentifier().toString()))
            .sorted(Comparator.comparingInt(Module::floor).reversed().thenComparing(Module::name))
            .toList();
    List<Arrow> arrows =
        modules.stream()
            .flatMap(m ->
                all.getModuleByName(m.name())
                    .orElseThrow()
                    .getDirectDependencies(all)
                    .uniqueModules()
                    .map(ApplicationModule::getIdentifier)
                    .map(Object::toString)
                    .sorted()
                    .flatMap(used -> modules.stream().filter(other -> other.name().equals(used)))
                    .map(used -> new Arrow(m, used)))
            .toList();
    return new ModulePicture(modules, arrows);
  }

  private static Module read(String name) {
    Path file = Path.of("src", "main", "java", "id", "lapor", name, "package-info.java");
    try {
      Matcher about = ABOUT.matcher(Files.readString(file));
      String text = about.find() ? about.group(1).replaceAll("\\s*\\n \\*\\s*", " ").strip() : "";
      Matcher floor = FLOOR.matcher(text.replaceAll("\\{@\\w+ ([^}]*)\\}", "`$1`"));
      if (!floor.find()) {
        throw new IllegalStateException(
            file + " does not begin with its floor, \"Floor 4: the life of a report.\"");
      }
      return new Module(
          name, floor.group(1) == null ? ROOF : Integer.parseInt(floor.group(1)), floor.group(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String markdown() {
    return """
    # Modules by floor

    Drawn from the code by ModulePictureTests; draw it again with `mvn test -Dtest=ModulePictureTests -Drenew`.
    An arrow means "uses". A floor uses only floors below it. Arrows to `platform` are left out of the picture.

    ```mermaid
    flowchart TD
    %s%s```

    | floor | module | what it is for | uses |
    |---|---|---|---|
    %s\
    """
        .formatted(boxes(), lines(), rows());
  }

  private String boxes() {
    TreeMap<Integer, List<Module>> floors =
        new TreeMap<>(
            modules.stream().collect(Collectors.groupingBy(Module::floor, Collectors.toList())));
    return floors.descendingMap().entrySet().stream()
        .map(f ->
            "  subgraph f%d[\"%s\"]\n".formatted(f.getKey(), title(f.getKey()))
                + f.getValue().stream()
                    .map(m -> "    " + m.name() + "\n")
                    .collect(Collectors.joining())
                + "  end\n")
        .collect(Collectors.joining());
  }

  private String lines() {
    return arrows.stream()
        .filter(a -> a.to().floor() > 0)
        .map(a -> "  " + a.from().name() + " --> " + a.to().name() + "\n")
        .collect(Collectors.joining());
  }

  private String rows() {
    return modules.stream()
        .map(m ->
            "| %s | %s | %s | %s |\n"
                .formatted(
                    m.floor() == ROOF ? "roof" : m.floor(),
                    "`" + m.name() + "`",
                    m.purpose(),
                    uses(m)))
        .collect(Collectors.joining());
  }

  private String uses(Module m) {
    return arrows.stream()
        .filter(a -> a.from().equals(m))
        .map(a -> a.to().name())
        .collect(Collectors.joining(", "));
  }

  private static String title(int floor) {
    return floor == ROOF ? "roof" : "floor " + floor;
  }
}
