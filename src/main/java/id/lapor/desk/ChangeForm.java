package id.lapor.desk;

import id.lapor.deadline.Recounts;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;

/**
 * A change of rules, hours or holidays on its way: typed, refused or shown with what it would move,
 * and made when the administrator then says {@code yes}. What was typed stays on the page.
 *
 * @param errors message keys of what is wrong, by field
 */
public record ChangeForm(
    Map<String, String> typed, Map<String, String> errors, Recounts.@Nullable Preview preview) {

  static ChangeForm of(Map<String, String> typed) {
    return new ChangeForm(typed, new LinkedHashMap<>(), null);
  }

  /** What a field holds, nothing as an empty text. */
  public String text(String field) {
    return typed.getOrDefault(field, "").strip();
  }

  public boolean ticked(String field) {
    return typed.containsKey(field);
  }

  /** Null for what is no date. */
  static @Nullable LocalDate date(String typed) {
    try {
      return LocalDate.parse(typed.strip());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  void wrong(String field, String key) {
    errors.putIfAbsent(field, key);
  }

  boolean sound() {
    return errors.isEmpty();
  }

  Html refused(Function<ChangeForm, Html> page) {
    return page.apply(this).status(422);
  }

  /**
   * What is done, and where it leads.
   *
   * @param notice message key
   */
  record Deed(Runnable make, String notice, String address) {

    View done() {
      make.run();
      return Notice.then(notice, address);
    }
  }

  /** The page again with what would move, or the deed, done. */
  View decide(Function<ChangeForm, Html> page, Supplier<Recounts.Preview> preview, Deed deed) {
    return ticked("yes") ? deed.done() : page.apply(new ChangeForm(typed, errors, preview.get()));
  }
}
