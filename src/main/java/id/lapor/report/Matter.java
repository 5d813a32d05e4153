package id.lapor.report;

import id.lapor.people.ReporterId;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about and who may see it.
 *
 * @param oversight complaint about abuse, corruption or discipline: longer term, tighter secrecy
 * @param category code of the plain-language topic, absent while nobody chose one
 * @param nameShown the reporter chose to show the name; only ever true for open reports
 * @param publicText the text as everyone may read it, with personal things masked; absent while the
 *     report is not public
 * @param reporter key to the reporter's contact, absent when none was left
 */
public record Matter(
    Kind kind,
    boolean oversight,
    @Nullable String category,
    Visibility visibility,
    boolean nameShown,
    Channel channel,
    String text,
    @Nullable String publicText,
    Place place,
    @Nullable ReporterId reporter) {

  /** Whether anyone at all may read it. The one place that says so. */
  public boolean visibleToAll() {
    return visibility.shownToAll() && publicText != null;
  }

  Matter classified(Kind newKind, boolean newOversight, @Nullable String newCategory) {
    return new Matter(
        newKind,
        newOversight,
        newCategory,
        visibility,
        nameShown,
        channel,
        text,
        publicText,
        place,
        reporter);
  }

  /** What becomes secret loses its public text, so that no query on that text can find it. */
  Matter seenBy(Visibility newVisibility) {
    boolean stillShown = nameShown && newVisibility == Visibility.OPEN;
    @Nullable String stillPublic = newVisibility == Visibility.SECRET ? null : publicText;
    return new Matter(
        kind,
        oversight,
        category,
        newVisibility,
        stillShown,
        channel,
        text,
        stillPublic,
        place,
        reporter);
  }

  Matter published(@Nullable String newPublicText) {
    return new Matter(
        kind,
        oversight,
        category,
        visibility,
        nameShown,
        channel,
        text,
        newPublicText,
        place,
        reporter);
  }
}
