package id.lapor.channel.x;

import id.lapor.channel.XPost;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes one post apart, in the shape of API v2 ({@code data} and {@code includes}) or in the older
 * one that the Account Activity API still brings ({@code tweet_create_events}). Total: whatever the
 * bytes are, something comes back.
 */
final class PostReader {

  static final JsonMapper JSON = JsonMapper.builder().build();

  static final String CREATED = "tweet_create_events";
  static final String DELETED = "tweet_delete_events";
  static final String DATA = "data";
  static final String INCLUDES = "includes";

  private static final int LONGEST_TEXT = 200_000;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_ADDRESSES = 20;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}");
  private static final Pattern HANDLE = Pattern.compile("\\w{1,50}");

  /** "Wed Jan 06 18:40:40 +0000 2021". */
  private static final DateTimeFormatter OLD_TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z uuuu", Locale.ENGLISH);

  private PostReader() {}

  static XPost read(byte[] raw) {
    try {
      return read(JSON.readTree(raw));
    } catch (JacksonException e) {
      return unreadable("");
    }
  }

  /**
   * @param parcel with one post in it
   */
  static XPost read(JsonNode parcel) {
    if (parcel.path(DELETED).isArray()) {
      return deleted(parcel.path(DELETED).path(0).path("status"));
    }
    if (parcel.path(CREATED).isArray()) {
      return old(parcel.path(CREATED).path(0));
    }
    JsonNode data = parcel.path(DATA);
    JsonNode includes = parcel.path(INCLUDES);
    if (data.has("event_type")) {
      return activity(data, data.has(INCLUDES) ? data.path(INCLUDES) : includes);
    }
    return current(data, includes);
  }

  private static XPost activity(JsonNode event, JsonNode includes) {
    JsonNode payload = event.path("payload");
    boolean gone = event.path("event_type").stringValue("").equals("post.delete");
    return gone ? deleted(payload) : current(payload, includes);
  }

  private static XPost deleted(JsonNode status) {
    String id = number(status.path("id"));
    String author =
        Stream.of("user_id", "author_id")
            .map(f -> number(status.path(f)))
            .filter(n -> !n.isEmpty())
            .findFirst()
            .orElse("");
    return id.isEmpty()
        ? unreadable("")
        : new XPost(
            id,
            author,
            "",
            "",
            null,
            "",
            null,
            List.of(),
            XPost.State.DELETED,
            List.of(),
            List.of());
  }

  private static XPost unreadable(String id) {
    return new XPost(
        id, "", "", "", null, "", null, List.of(), XPost.State.UNREADABLE, List.of(), List.of());
  }

  private static XPost current(JsonNode post, JsonNode includes) {
    String id = number(post.path("id"));
    JsonNode note = post.path("note_tweet");
    JsonNode words = note.has("text") ? note : post;
    String author = number(post.path("author_id"));
    if (id.isEmpty() || author.isEmpty() || !words.path("text").isString()) {
      return unreadable(id);
    }
    JsonNode user = found(includes.path("users"), "id", author);
    String handle = user.path("username").stringValue(post.path("username").stringValue(""));
    Media media = new Media();
    for (JsonNode key : post.path("attachments").path("media_keys")) {
      media.current(found(includes.path("media"), "media_key", key.stringValue("")));
    }
    return new XPost(
        id,
        author,
        handle(handle),
        name(user.path("name")),
        at(post.path("created_at")),
        text(words.path("text"), List.of(words.path("entities"), post.path("entities"))),
        referenced(post, "replied_to"),
        earlier(post.path("edit_history_tweet_ids"), id),
        referenced(post, "retweeted") == null ? XPost.State.WRITTEN : XPost.State.PASSED_ON,
        media.photos,
        media.others);
  }

  private static XPost old(JsonNode post) {
    String id = number(post.path("id_str"));
    JsonNode user = post.path("user");
    String author = number(user.path("id_str"));
    JsonNode longer = post.path("extended_tweet");
    JsonNode words = longer.has("full_text") ? longer : post;
    JsonNode text = words.has("full_text") ? words.path("full_text") : words.path("text");
    if (id.isEmpty() || author.isEmpty() || !text.isString()) {
      return unreadable(id);
    }
    Media media = new Media();
    JsonNode pictures =
        words.has("extended_entities") ? words.path("extended_entities") : words.path("entities");
    pictures.path("media").forEach(media::old);
    String answers = number(post.path("in_reply_to_status_id_str"));
    return new XPost(
        id,
        author,
        handle(user.path("screen_name").stringValue("")),
        name(user.path("name")),
        at(post.path("created_at")),
        text(text, List.of(words.path("entities"), pictures)),
        answers.isEmpty() ? null : answers,
        earlier(post.path("edit_history").path("edit_tweet_ids"), id),
        post.path("retweeted_status").isObject() ? XPost.State.PASSED_ON : XPost.State.WRITTEN,
        media.photos,
        media.others);
  }

  /** Where pictures and other files lie. */
  private static final class Media {
    private final List<URI> photos = new ArrayList<>();
    private final List<URI> others = new ArrayList<>();

    void current(JsonNode medium) {
      boolean photo = medium.path("type").stringValue("").equals("photo");
      add(photo, medium.path("url").stringValue(best(medium.path("variants"))));
    }

    void old(JsonNode medium) {
      boolean photo = medium.path("type").stringValue("").equals("photo");
      add(
          photo,
          photo
              ? medium.path("media_url_https").stringValue("")
              : best(medium.path("video_info").path("variants")));
    }

    private void add(boolean photo, String address) {
      List<URI> list = photo ? photos : others;
      try {
        if (!address.isEmpty() && list.size() < MOST_ADDRESSES) {
          list.add(URI.create(address));
        }
      } catch (IllegalArgumentException e) {
        // no address: the post itself shows it
      }
    }

    private static String best(JsonNode variants) {
      for (JsonNode one : variants) {
        if (one.path("content_type").stringValue("").equals("video/mp4")) {
          return one.path("url").stringValue("");
        }
      }
      return "";
    }
  }

  private static JsonNode found(JsonNode list, String field, String value) {
    for (JsonNode one : list) {
      if (one.path(field).stringValue("").equals(value)) {
        return one;
      }
    }
    return JSON.createObjectNode();
  }

  private static @Nullable String referenced(JsonNode post, String type) {
    String id = number(found(post.path("referenced_tweets"), "type", type).path("id"));
    return id.isEmpty() ? null : id;
  }

  private static List<String> earlier(JsonNode history, String id) {
    List<String> earlier = new ArrayList<>();
    for (JsonNode one : history) {
      String number = number(one);
      if (!number.isEmpty() && !number.equals(id) && earlier.size() < MOST_ADDRESSES) {
        earlier.add(number);
      }
    }
    return List.copyOf(earlier);
  }

  /** Short addresses give way to what they lead to; those of pictures go. */
  private static String text(JsonNode words, List<JsonNode> entities) {
    String text = words.stringValue("");
    text = text.substring(0, Math.min(text.length(), LONGEST_TEXT)).replace("\u0000", "");
    int most = MOST_ADDRESSES;
    for (JsonNode entity : entities) {
      for (String kind : List.of("urls", "media")) {
        for (JsonNode link : entity.path(kind)) {
          String shown = link.path("url").stringValue("");
          if (!shown.isEmpty() && most-- > 0) {
            boolean picture = kind.equals("media") || link.has("media_key");
            String meant = picture ? "" : link.path("expanded_url").stringValue(shown);
            text = text.replace(shown, meant);
          }
        }
      }
    }
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip();
  }

  /** The number of a post as the database counts. */
  static Optional<Long> counted(String number) {
    return number.matches("\\d{1,18}|[1-8]\\d{18}")
        ? Optional.of(Long.valueOf(number))
        : Optional.empty();
  }

  private static String number(JsonNode node) {
    String said = node.isNumber() ? node.asString("") : node.stringValue("");
    return NUMBER.matcher(said).matches() ? said : "";
  }

  private static String handle(String said) {
    return HANDLE.matcher(said).matches() ? said : "";
  }

  /** On one line, without what turns the reading direction, no longer than allowed. */
  private static String name(JsonNode said) {
    String line = said.stringValue("").replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.substring(
        0,
        line.offsetByCodePoints(0, Math.min(LONGEST_NAME, line.codePointCount(0, line.length()))));
  }

  private static @Nullable Instant at(JsonNode said) {
    String words = said.stringValue("");
    try {
      return words.contains("T") && words.contains("-")
          ? OffsetDateTime.parse(words).toInstant()
          : ZonedDateTime.parse(words, OLD_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
