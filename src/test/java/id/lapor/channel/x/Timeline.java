package id.lapor.channel.x;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people write on X, and how X shows it. */
public final class Timeline {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long EPOCH = 1_288_834_974_657L;

  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private volatile InstantSource clock = InstantSource.system();
  private final Map<String, List<String>> told = new ConcurrentHashMap<>();
  private final Set<String> deaf = ConcurrentHashMap.newKeySet();
  private final Set<Long> hidden = ConcurrentHashMap.newKeySet();
  private int numbers;

  /** A post that is there. */
  record Entry(long id, String author, String text, ObjectNode json, ObjectNode includes) {}

  /** Takes no messages. */
  public void deaf(String account) {
    deaf.add(account);
  }

  /** What somebody was told alone, the oldest first. */
  public List<String> told(String account) {
    return told.getOrDefault(account, List.of());
  }

  boolean tell(String account, String text) {
    if (deaf.contains(account)) {
      return false;
    }
    told.computeIfAbsent(account, _ -> new CopyOnWriteArrayList<>()).add(text);
    return true;
  }

  void at(InstantSource time) {
    clock = time;
  }

  boolean has(String id) {
    return entries.stream().anyMatch(e -> String.valueOf(e.id()).equals(id));
  }

  boolean planted() {
    return entries.stream().anyMatch(e -> e.author().isEmpty());
  }

  public synchronized String number() {
    return String.valueOf(((clock.instant().toEpochMilli() - EPOCH) << 22) + ++numbers);
  }

  /** Somebody mentions the account. */
  public String write(String author, String text) {
    return write(author, text, JSON.createObjectNode(), List.of());
  }

  public String answer(String author, String text, String to) {
    ObjectNode more = JSON.createObjectNode();
    more.putArray("referenced_tweets").addObject().put("type", "replied_to").put("id", to);
    return write(author, text, more, List.of());
  }

  /** X gives an edited post another number. */
  public String edit(String author, String text, String before) {
    ObjectNode more = JSON.createObjectNode();
    more.putArray("edit_history_tweet_ids").add(before);
    hidden.add(Long.parseLong(before));
    return write(author, text, more, List.of());
  }

  public String pass(String author, String text, String what) {
    ObjectNode more = JSON.createObjectNode();
    more.putArray("referenced_tweets").addObject().put("type", "retweeted").put("id", what);
    return write(author, text, more, List.of());
  }

  /**
   * @param photos where they lie
   */
  public String write(String author, String text, List<String> photos) {
    return write(author, text, JSON.createObjectNode(), photos);
  }

  private synchronized String write(
      String author, String text, ObjectNode more, List<String> photos) {
    String id = number();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", id);
    json.put("author_id", author);
    json.put("created_at", clock.instant().toString());
    boolean longer = text.length() > PostText.MOST;
    json.put("text", longer ? text.substring(0, PostText.MOST - 1) + "…" : text);
    if (longer) {
      json.putObject("note_tweet").put("text", text);
    }
    json.setAll(more);
    if (json.path("edit_history_tweet_ids").isMissingNode()) {
      json.putArray("edit_history_tweet_ids");
    }
    json.withArray("edit_history_tweet_ids").add(id);
    ObjectNode includes = JSON.createObjectNode();
    includes
        .putArray("users")
        .addObject()
        .put("id", author)
        .put("name", "Warga " + author.substring(author.length() - 4))
        .put("username", "warga" + author.substring(author.length() - 6));
    for (int i = 0; i < photos.size(); i++) {
      String key = "3_" + id + i;
      json.withObject("/attachments").withArray("media_keys").add(key);
      includes
          .withArray("media")
          .addObject()
          .put("media_key", key)
          .put("type", "photo")
          .put("url", photos.get(i));
    }
    entries.add(new Entry(Long.parseLong(id), author, text, json, includes));
    return id;
  }

  /** Something that is no post, where posts are listed. */
  public synchronized String plant(ObjectNode json) {
    String id = number();
    json.put("id", id);
    entries.add(new Entry(Long.parseLong(id), "", "", json, JSON.createObjectNode()));
    return id;
  }

  public void delete(String id) {
    entries.removeIf(e -> String.valueOf(e.id()).equals(id));
  }

  /** What the account wrote below posts of somebody, the oldest first. */
  public List<String> answersTo(String author) {
    List<String> theirs =
        entries.stream()
            .filter(e -> e.author().equals(author))
            .map(e -> String.valueOf(e.id()))
            .toList();
    return own().filter(e -> theirs.contains(below(e))).map(Entry::text).toList();
  }

  /** Number of the newest post of the account. */
  public String lastAnswer() {
    return own().map(e -> String.valueOf(e.id())).toList().getLast();
  }

  public long answers() {
    return own().count();
  }

  Stream<Entry> own() {
    return entries.stream().filter(e -> e.author().equals(XServer.ACCOUNT));
  }

  private static String below(Entry entry) {
    return entry.json().path("referenced_tweets").path(0).path("id").asString("");
  }

  /** How many posts of somebody are newer than the one with that number. */
  public long since(String author, long number) {
    return entries.stream().filter(e -> e.author().equals(author) && e.id() > number).count();
  }

  /** A page as X lists it: the newest first, with as much of each post as was asked for. */
  ObjectNode page(Map<String, String> query, Predicate<Entry> meant, int window, Instant start) {
    long since = Long.parseLong(query.getOrDefault("since_id", "0"));
    String end = String.valueOf(Long.MAX_VALUE);
    long until = Long.parseLong(query.getOrDefault("until_id", end));
    long below = Long.parseLong(query.getOrDefault("pagination_token", "p" + end).substring(1));
    int most = Integer.parseInt(query.getOrDefault("max_results", "10"));
    List<Entry> all =
        entries.stream()
            .filter(
                e -> !e.author().equals(XServer.ACCOUNT) || e.text().contains("@" + XServer.HANDLE))
            .filter(meant)
            .filter(e -> !hidden.contains(e.id()))
            .sorted(Comparator.comparingLong(Entry::id).reversed())
            .limit(window)
            .filter(e -> e.id() > since && e.id() < until && e.id() < below)
            .filter(e -> since > 0 || !Sweep.at(e.id()).isBefore(start))
            .toList();
    List<Entry> page = all.subList(0, Math.min(most, all.size()));
    return page(page, query, all.size() > page.size());
  }

  /** As the Account Activity API brings a post to a webhook. */
  public byte[] brought(String id) {
    Entry entry =
        entries.stream().filter(e -> String.valueOf(e.id()).equals(id)).findFirst().orElseThrow();
    ObjectNode event = JSON.createObjectNode();
    event.put("for_user_id", XServer.ACCOUNT);
    ObjectNode post = event.putArray("tweet_create_events").addObject();
    post.put("id_str", id);
    post.put("created_at", "Mon Jan 05 01:00:00 +0000 2026");
    post.put("text", entry.text().substring(0, Math.min(entry.text().length(), 140)));
    post.putObject("extended_tweet").put("full_text", entry.text());
    ObjectNode user = post.putObject("user");
    if (!entry.author().isEmpty()) {
      user.put("id_str", entry.author());
      user.put("screen_name", "warga" + entry.author().substring(entry.author().length() - 6));
      user.put("name", "Warga");
    }
    if (!below(entry).isEmpty()) {
      post.put("in_reply_to_status_id_str", below(entry));
    }
    return JSON.writeValueAsBytes(event);
  }

  public static byte[] deleted(String id, String author) {
    return ("{\"for_user_id\":\"%s\",\"tweet_delete_events\":[{\"status\":{\"id\":\"%s\",\"user_id\":\"%s\"},\"timestamp_ms\":\"1\"}]}")
        .formatted(XServer.ACCOUNT, id, author)
        .getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode page(List<Entry> entries, Map<String, String> query, boolean more) {
    List<String> fields =
        new ArrayList<>(Arrays.asList(query.getOrDefault("tweet.fields", "").split(",")));
    fields.addAll(List.of("id", "text", "edit_history_tweet_ids"));
    List<String> expansions = Arrays.asList(query.getOrDefault("expansions", "").split(","));
    ObjectNode page = JSON.createObjectNode();
    ObjectNode meta = page.putObject("meta");
    meta.put("result_count", entries.size());
    if (entries.isEmpty()) {
      return page;
    }
    for (Entry entry : entries) {
      ObjectNode shown = page.withArray("data").addObject();
      for (Map.Entry<String, JsonNode> field : entry.json().properties()) {
        if (fields.contains(field.getKey())) {
          shown.set(field.getKey(), field.getValue());
        }
      }
      if (expansions.contains("author_id")) {
        entry
            .includes()
            .path("users")
            .forEach(u -> page.withObject("/includes").withArray("users").add(u));
      }
      if (expansions.contains("attachments.media_keys")) {
        entry
            .includes()
            .path("media")
            .forEach(m -> page.withObject("/includes").withArray("media").add(m));
      }
    }
    meta.put("newest_id", String.valueOf(entries.getFirst().id()));
    meta.put("oldest_id", String.valueOf(entries.getLast().id()));
    if (more) {
      meta.put("next_token", "p" + entries.getLast().id());
    }
    return page;
  }
}
