package id.lapor.channel.x;

import static id.lapor.channel.x.PostReader.CREATED;
import static id.lapor.channel.x.PostReader.DATA;
import static id.lapor.channel.x.PostReader.DELETED;
import static id.lapor.channel.x.PostReader.INCLUDES;
import static id.lapor.channel.x.PostReader.JSON;

import id.lapor.channel.XPost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One post as it came, with what X says besides. Pure.
 *
 * @param raw its bytes; of a page or body with several posts, the part that is about it
 */
record Parcel(byte[] raw, XPost post) {

  /** What X brings that is about no post; nothing of it is ours. */
  private static final String OTHER_EVENTS = ".*_events?";

  private static Parcel of(byte[] raw) {
    return new Parcel(raw, PostReader.read(raw));
  }

  /** The posts of a body that X brought; a body nobody understands is one that cannot be read. */
  static List<Parcel> brought(byte[] body, String account) {
    JsonNode all;
    try {
      all = JSON.readTree(body);
    } catch (JacksonException e) {
      return List.of(of(body));
    }
    String whose = all.path("for_user_id").stringValue(account);
    if (!whose.equals(account)) {
      return List.of();
    }
    List<byte[]> parts = new ArrayList<>();
    for (String kind : List.of(CREATED, DELETED)) {
      for (JsonNode one : all.path(kind)) {
        ObjectNode part = JSON.createObjectNode();
        part.putArray(kind).add(one);
        parts.add(JSON.writeValueAsBytes(part));
      }
    }
    if (parts.isEmpty() && !other(all)) {
      return List.of(of(body));
    }
    return parts.size() == 1 ? List.of(of(body)) : parts.stream().map(Parcel::of).toList();
  }

  private static boolean other(JsonNode all) {
    String event = all.path(DATA).path("event_type").stringValue("");
    boolean stranger = !event.isEmpty() && !event.startsWith("post.");
    return stranger
        || all.has(CREATED)
        || all.has(DELETED)
        || all.propertyNames().stream().anyMatch(name -> name.matches(OTHER_EVENTS));
  }

  /** The posts of a page, each with what is said of its author and its files. */
  static List<Parcel> listed(JsonNode page) {
    List<Parcel> parcels = new ArrayList<>();
    for (JsonNode post : page.path(DATA)) {
      ObjectNode part = JSON.createObjectNode();
      part.set(DATA, post);
      part.set(INCLUDES, about(post, page.path(INCLUDES)));
      parcels.add(of(JSON.writeValueAsBytes(part)));
    }
    return parcels;
  }

  private static ObjectNode about(JsonNode post, JsonNode includes) {
    Set<String> keys = new HashSet<>();
    keys.add(post.path("author_id").stringValue(""));
    post.path("attachments").path("media_keys").forEach(k -> keys.add(k.stringValue("")));
    ObjectNode about = JSON.createObjectNode();
    keep(includes.path("users"), "id", keys, about.putArray("users"));
    keep(includes.path("media"), "media_key", keys, about.putArray("media"));
    return about;
  }

  private static void keep(JsonNode all, String field, Set<String> keys, ArrayNode kept) {
    for (JsonNode one : all) {
      if (keys.contains(one.path(field).stringValue(""))) {
        kept.add(one);
      }
    }
  }
}
