package id.lapor.api;

import id.lapor.agency.Categories;
import id.lapor.agency.Category;
import id.lapor.platform.page.Texts;
import id.lapor.report.Kind;
import id.lapor.report.Visibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The categories as services of Open311, with what is asked besides: what kind of matter it is, and
 * who may see it, which has to be said where a category is sensitive.
 */
@Component
class Offer {

  /** The category of what nobody put into one. */
  static final String OTHER = "lainnya";

  static final String KIND = "jenis";
  static final String CIRCLE = "kerahasiaan";
  private static final String NOTE = "perhatian";

  private static final Map<String, Kind> KINDS =
      ordered(
          List.of("pengaduan", "aspirasi", "informasi"),
          List.of(Kind.COMPLAINT, Kind.ASPIRATION, Kind.INFORMATION_REQUEST));
  private static final Map<String, Visibility> CIRCLES =
      ordered(
          List.of("terbuka", "anonim", "rahasia"),
          List.of(Visibility.OPEN, Visibility.ANONYMOUS, Visibility.SECRET));

  private final Categories categories;
  private final Texts texts;

  Offer(Categories categories, Texts texts) {
    this.categories = categories;
    this.texts = texts;
  }

  private static <T> Map<String, T> ordered(List<String> keys, List<T> values) {
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }

  Optional<Category> find(String code) {
    return categories.choices().stream().filter(c -> c.code().equals(code)).findFirst();
  }

  String name(@Nullable String category) {
    return categories.name(category == null ? OTHER : category, "id");
  }

  Node services() {
    return new Node.Rows("service", categories.choices().stream().map(this::service).toList());
  }

  private Node service(Category c) {
    String words = String.join(",", c.words());
    return new Node.Fields()
        .with("service_code", c.code())
        .with("service_name", c.indonesian())
        .with("description", c.sensitive() ? t("api.open311.sensitive") : null)
        .with("metadata", true)
        .with("type", "realtime")
        .with("keywords", c.sensitive() ? "private," + words : words)
        .with("group", c.parent() == null ? null : categories.name(c.parent(), "id"));
  }

  Node definition(Category c) {
    Node.Fields kind = attribute(KIND, false, 1).with("values", values(KIND, KINDS));
    Node.Fields circle =
        attribute(CIRCLE, c.sensitive(), 2).with("values", values(CIRCLE, CIRCLES));
    Node.Fields note =
        new Node.Fields()
            .with("variable", false)
            .with("code", NOTE)
            .with("datatype", "string")
            .with("required", false)
            .with("datatype_description", null)
            .with("order", 3)
            .with("description", t("api.open311.sensitive"));
    return new Node.Fields()
        .with("service_code", c.code())
        .with(
            "attributes",
            new Node.Rows(
                "attribute", c.sensitive() ? List.of(kind, circle, note) : List.of(kind, circle)));
  }

  private Node.Fields attribute(String code, boolean required, int order) {
    return new Node.Fields()
        .with("variable", true)
        .with("code", code)
        .with("datatype", "singlevaluelist")
        .with("required", required)
        .with("datatype_description", null)
        .with("order", order)
        .with("description", t("api.open311." + code));
  }

  private Node values(String code, Map<String, ?> values) {
    return new Node.Rows(
        "value",
        values.keySet().stream()
            .map(key ->
                new Node.Fields()
                    .with("key", key)
                    .with("name", t("api.open311." + code + "." + key)))
            .toList());
  }

  private String t(String key) {
    return texts.get(Texts.INDONESIAN, key);
  }

  /** What kind it is, if it was said; an unknown word is told. */
  Kind kind(Asked asked, List<String> trouble) {
    return one(asked, KIND, KINDS, trouble).orElse(Kind.COMPLAINT);
  }

  /** Public display is chosen, never assumed (DOMAIN section 5). */
  Visibility circle(Asked asked, Category category, List<String> trouble) {
    Optional<Visibility> said = one(asked, CIRCLE, CIRCLES, trouble);
    if (said.isEmpty() && category.sensitive() && asked.attribute(CIRCLE).isEmpty()) {
      trouble.add("attribute[" + CIRCLE + "] is required for service " + category.code());
    }
    return said.orElse(category.sensitive() ? Visibility.SECRET : Visibility.ANONYMOUS);
  }

  private static <T> Optional<T> one(
      Asked asked, String code, Map<String, T> values, List<String> trouble) {
    List<String> said = asked.attribute(code);
    if (said.size() > 1 || !values.keySet().containsAll(said)) {
      trouble.add("attribute[" + code + "] must be one of " + String.join(", ", values.keySet()));
      return Optional.empty();
    }
    return values.entrySet().stream()
        .filter(e -> said.contains(e.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
