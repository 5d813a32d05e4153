package id.lapor.desk;

import id.lapor.deadline.Recounts;
import id.lapor.platform.page.Html;
import id.lapor.platform.page.Notice;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;

/**
 * A change of rules, hours or holidays on its way: typed, refused or shown with what it would move,
 * and made when the administrator then says {@code yes}. What was typed stays on the page. Only
 * what was shown is made: the page carries marks of what it was shown from and of what was typed,
 * and what comes back with others is shown again.
 *
 * @param errors message keys of what is wrong, by field
 * @param seen mark of what the form was filled from; empty where nothing was
 * @param seal mark of what was shown to be made; empty before
 */
public record ChangeForm(
    Map<String, String> typed,
    Map<String, String> errors,
    Recounts.@Nullable Preview preview,
    String seen,
    String seal) {

  /** Rules and calendars are for these years; what lies beyond was mistyped. */
  private static final int FIRST_YEAR = 2000;

  private static final int LAST_YEAR = 2100;
  private static final Set<String> NOT_TYPED = Set.of("_csrf", "yes", "seen", "seal", "part");

  /** Rows of a preview on one page. */
  private static final int ROWS = 20;

  static ChangeForm of(Map<String, String> typed) {
    return new ChangeForm(typed, new LinkedHashMap<>(), null, typed.getOrDefault("seen", ""), "");
  }

  /** The same, filled from what stands now. */
  ChangeForm from(String state) {
    return new ChangeForm(typed, errors, preview, mark(state), seal);
  }

  /** What a field holds, nothing as an empty text. */
  public String text(String field) {
    return typed.getOrDefault(field, "").strip();
  }

  public boolean ticked(String field) {
    return typed.containsKey(field);
  }

  /** Null for what is no date, or one too far away to be meant. */
  static @Nullable LocalDate date(String typed) {
    try {
      LocalDate day = LocalDate.parse(typed.strip());
      return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR ? null : day;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Which part of the preview is shown, from 1; the last where there are not so many. */
  public int part() {
    String part = text("part");
    int asked = part.matches("\\d{1,4}") ? Integer.parseInt(part) : 1;
    return Math.clamp(asked, 1, parts());
  }

  public int parts() {
    return preview == null ? 1 : Math.max(1, Math.ceilDiv(preview.moves().size(), ROWS));
  }

  /** Number of the first row shown, from 1. */
  public int first() {
    return (part() - 1) * ROWS + 1;
  }

  /** Dates that move, of the part shown. */
  public List<Recounts.Move> moves() {
    return preview == null
        ? List.of()
        : preview.moves().stream().skip(first() - 1).limit(ROWS).toList();
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
   * @param state what it changes, as it stands in the database this moment
   * @param stands it is so already, word for word: this was sent before
   * @param notice message key
   */
  record Deed(
      Supplier<String> state,
      BooleanSupplier stands,
      Supplier<Recounts.Preview> preview,
      Runnable make,
      String notice,
      String address) {

    View done() {
      make.run();
      return Notice.then(notice, address);
    }
  }

  /** The page again with what would move, or the deed, done as it was shown. */
  View decide(Function<ChangeForm, Html> page, Recounts recounts, Deed deed) {
    String state = deed.state().get();
    if (!seen.isEmpty() && !seen.equals(mark(state))) {
      return ticked("yes") && deed.stands().getAsBoolean()
          ? Notice.then(deed.notice(), deed.address())
          : shownAgain(page, deed, "desk.change.overtaken");
    }
    if (!ticked("yes")) {
      return page.apply(shown(deed, state));
    }
    if (!text("seal").equals(sealed(state))) {
      return shownAgain(page, deed, "desk.change.unseen");
    }
    return recounts.unlessChanged(deed.state(), state, deed.make()) || deed.stands().getAsBoolean()
        ? Notice.then(deed.notice(), deed.address())
        : shownAgain(page, deed, "desk.change.overtaken");
  }

  private View shownAgain(Function<ChangeForm, Html> page, Deed deed, String why) {
    wrong("preview", why);
    return page.apply(shown(deed, deed.state().get())).status(409);
  }

  private ChangeForm shown(Deed deed, String state) {
    return new ChangeForm(typed, errors, deed.preview().get(), mark(state), sealed(state));
  }

  /** Of what was typed as the page shows it again: without empty fields and spaces around. */
  private String sealed(String state) {
    Map<String, String> meant = new TreeMap<>();
    typed.forEach((field, text) -> {
      if (!NOT_TYPED.contains(field) && !text.isBlank()) {
        meant.put(field, text.strip().replace("\r\n", "\n"));
      }
    });
    return mark(state + meant);
  }

  /** It guards against mistakes, not against the administrator. */
  private static String mark(String state) {
    return UUID.nameUUIDFromBytes(state.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
