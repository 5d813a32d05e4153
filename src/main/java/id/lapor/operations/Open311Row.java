package id.lapor.operations;

import id.lapor.agency.AgencyId;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Matter;
import id.lapor.report.Place;
import id.lapor.report.Redaction;
import id.lapor.report.TakenOver;
import id.lapor.report.Visibility;
import id.lapor.report.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A service request as Open311 GeoReport v2 writes it ({@code GET requests.json}), read into what
 * the house takes over. Pure.
 */
final class Open311Row {

  private static final Set<String> ENDED = Set.of("closed");
  private static final Set<String> RUNNING = Set.of("open", "submitted");
  private static final int LONGEST_ADDRESS = 300;

  private Open311Row() {}

  /** Why a row cannot be taken, in a sentence. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String why) {
      super(why);
    }
  }

  /**
   * @param source name of the system the number belongs to
   * @throws Unfit when what cannot be invented is missing: number, time, words, or a known status
   */
  static TakenOver read(JsonNode row, String source, AgencyId desk) throws Unfit {
    String number = text(row, "service_request_id");
    if (number.isEmpty()) {
      throw new Unfit("it has no service_request_id, so a second import could not tell it apart");
    }
    String status = text(row, "status");
    if (!ENDED.contains(status) && !RUNNING.contains(status)) {
      throw new Unfit("its status \"" + status + "\" is neither open nor closed");
    }
    Instant received = time(row, "requested_datetime");
    if (received == null) {
      throw new Unfit("it has no requested_datetime");
    }
    Instant changed = time(row, "updated_datetime");
    boolean ended = ENDED.contains(status);
    Instant end = changed == null || changed.isBefore(received) ? received : changed;
    return new TakenOver(
        source + ":" + number,
        matter(row),
        desk,
        received,
        ended ? new TakenOver.Ending(end, text(row, "status_notes")) : null);
  }

  private static Matter matter(JsonNode row) throws Unfit {
    String service = text(row, "service_name");
    String said = text(row, "description");
    String words = said.isEmpty() ? service : service.isEmpty() ? said : service + ": " + said;
    if (words.isEmpty()) {
      throw new Unfit("it says neither what service nor what happened");
    }
    if (words.length() > Workflow.LONGEST_TEXT) {
      throw new Unfit("its text is longer than " + Workflow.LONGEST_TEXT + " characters");
    }
    String photo = text(row, "media_url");
    return new Matter(
        Kind.COMPLAINT,
        false,
        null,
        Visibility.OPEN,
        false,
        Channel.OPEN311,
        photo.isEmpty() ? words : words + "\n\n" + photo,
        Redaction.propose(words),
        place(row),
        null);
  }

  private static Place place(JsonNode row) throws Unfit {
    String address = text(row, "address");
    String kept =
        address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address;
    @Nullable Double latitude = number(row, "lat");
    @Nullable Double longitude = number(row, "long");
    boolean point = latitude != null && longitude != null;
    try {
      return new Place(
          null, point ? latitude : null, point ? longitude : null, kept.isEmpty() ? null : kept);
    } catch (IllegalArgumentException e) {
      throw new Unfit("its point " + latitude + ", " + longitude + " is not on Earth");
    }
  }

  /** A member's text; PostgreSQL cannot hold the character zero, so it goes. */
  private static String text(JsonNode row, String member) {
    JsonNode value = row.path(member);
    return value.isValueNode() && !value.isNull() ? value.asString().replace("\0", "").strip() : "";
  }

  private static @Nullable Double number(JsonNode row, String member) throws Unfit {
    String text = text(row, member);
    try {
      return text.isEmpty() ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new Unfit("its " + member + " \"" + text + "\" is not a number");
    }
  }

  private static @Nullable Instant time(JsonNode row, String member) throws Unfit {
    String text = text(row, member);
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new Unfit("its " + member + " \"" + text + "\" is not a time with an offset");
    }
  }
}
