package id.lapor.citizen;

import id.lapor.evidence.EvidenceId;
import id.lapor.people.Contact;
import id.lapor.report.Kind;
import id.lapor.report.Place;
import id.lapor.report.Visibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers so far, as typed; nothing in it is trusted or complete until it is sent.
 *
 * @param place region, point and address; {@link Place#NONE} when nothing was said
 * @param noPlace the matter has no place, as the reporter says
 * @param asked the question "same as this one?" was answered for this place
 * @param kind null while not chosen; unsure counts as chosen, see {@code sorted}
 * @param sorted the page about kind and topic was answered
 */
public record Draft(
    String text,
    List<EvidenceId> files,
    Place place,
    boolean noPlace,
    boolean asked,
    @Nullable Kind kind,
    boolean oversight,
    @Nullable String category,
    boolean sorted,
    @Nullable Visibility visibility,
    boolean nameShown,
    Contact contact) {

  static final Draft EMPTY =
      new Draft(
          "",
          List.of(),
          Place.NONE,
          false,
          false,
          null,
          false,
          null,
          false,
          null,
          false,
          new Contact(null, null, null));

  /** Shorter than this nobody can work on, in characters. */
  static final int SHORTEST_TEXT = 20;

  public Draft {
    files = List.copyOf(files);
  }

  boolean told() {
    return text.strip().length() >= SHORTEST_TEXT;
  }

  /** A point is a place too: the national admin finds out whose it is. */
  boolean placed() {
    return noPlace || place.region() != null || place.hasPoint();
  }

  boolean complete() {
    return told() && placed() && sorted && visibility != null;
  }

  /** The first page that still lacks an answer. */
  String nextPage() {
    if (!told()) {
      return "/lapor/1";
    }
    if (!placed()) {
      return "/lapor/2";
    }
    if (!sorted) {
      return "/lapor/3";
    }
    return visibility == null ? "/lapor/4" : "/lapor/periksa";
  }

  Draft told(String newText, List<EvidenceId> newFiles) {
    return new Draft(
        newText,
        newFiles,
        place,
        noPlace,
        asked,
        kind,
        oversight,
        category,
        sorted,
        visibility,
        nameShown,
        contact);
  }

  Draft at(Place newPlace, boolean nowhere) {
    return new Draft(
        text,
        files,
        newPlace,
        nowhere,
        false,
        kind,
        oversight,
        category,
        sorted,
        visibility,
        nameShown,
        contact);
  }

  Draft compared() {
    return new Draft(
        text,
        files,
        place,
        noPlace,
        true,
        kind,
        oversight,
        category,
        sorted,
        visibility,
        nameShown,
        contact);
  }

  Draft about(@Nullable Kind newKind, boolean newOversight, @Nullable String newCategory) {
    return new Draft(
        text,
        files,
        place,
        noPlace,
        asked,
        newKind,
        newOversight,
        newCategory,
        true,
        visibility,
        nameShown,
        contact);
  }

  Draft seenBy(@Nullable Visibility newVisibility, boolean showName, Contact newContact) {
    return new Draft(
        text,
        files,
        place,
        noPlace,
        asked,
        kind,
        oversight,
        category,
        sorted,
        newVisibility,
        showName && newVisibility == Visibility.OPEN,
        newContact);
  }
}
