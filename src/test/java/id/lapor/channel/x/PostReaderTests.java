package id.lapor.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import id.lapor.channel.XPost;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PostReaderTests {

  private static final String CURRENT =
      """
      {"data": {"id": "2007890000000000001", "author_id": "42", "created_at": "2026-01-05T01:02:03.000Z",
        "text": "@lapor1708 lampu &amp; kabel https://t.co/aa https://t.co/bb",
        "edit_history_tweet_ids": ["2007890000000000000", "2007890000000000001"],
        "referenced_tweets": [{"type": "replied_to", "id": "7"}],
        "attachments": {"media_keys": ["3_1", "7_2"]},
        "entities": {"urls": [{"url": "https://t.co/aa", "expanded_url": "https://contoh.example/a"},
                              {"url": "https://t.co/bb", "expanded_url": "https://x.com/w/status/1/photo/1", "media_key": "3_1"}]}},
       "includes": {"users": [{"id": "42", "name": "Budi\\u202e\\n Kenari", "username": "budi_btg"}],
         "media": [{"media_key": "3_1", "type": "photo", "url": "https://pbs.example/1.jpg"},
                   {"media_key": "7_2", "type": "video", "variants": [{"content_type": "application/x-mpegURL", "url": "https://v.example/a.m3u8"},
                     {"content_type": "video/mp4", "url": "https://v.example/a.mp4"}]}]}}
      """;

  private static final String OLD =
      """
      {"for_user_id": "9", "tweet_create_events": [{"id_str": "2007890000000000001", "created_at": "Mon Jan 05 01:02:03 +0000 2026",
        "text": "@lapor1708 lampu…", "in_reply_to_status_id_str": "7",
        "extended_tweet": {"full_text": "@lapor1708 lampu &amp; kabel https://t.co/aa https://t.co/bb",
          "entities": {"urls": [{"url": "https://t.co/aa", "expanded_url": "https://contoh.example/a"}]},
          "extended_entities": {"media": [{"type": "photo", "url": "https://t.co/bb", "media_url_https": "https://pbs.example/1.jpg"}]}},
        "user": {"id_str": "42", "name": "Budi\\u202e\\n Kenari", "screen_name": "budi_btg"}}]}
      """;

  private static XPost read(String json) {
    return PostReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsBothShapesAlike() {
    for (String json : List.of(CURRENT, OLD)) {
      XPost post = read(json);
      assertThat(post.id()).isEqualTo("2007890000000000001");
      assertThat(post.author()).isEqualTo("42");
      assertThat(post.handle()).isEqualTo("budi_btg");
      assertThat(post.name()).isEqualTo("Budi Kenari");
      assertThat(post.sentAt()).isEqualTo(Instant.parse("2026-01-05T01:02:03Z"));
      assertThat(post.text()).isEqualTo("@lapor1708 lampu & kabel https://contoh.example/a");
      assertThat(post.answers()).isEqualTo("7");
      assertThat(post.state()).isEqualTo(XPost.State.WRITTEN);
      assertThat(post.photos()).hasToString("[https://pbs.example/1.jpg]");
    }
    assertThat(read(CURRENT).others()).hasToString("[https://v.example/a.mp4]");
    assertThat(read(CURRENT).earlier()).containsExactly("2007890000000000000");
  }

  @Test
  void knowsWhatIsPassedOnDeletedOrNothing() {
    assertThat(read(CURRENT.replace("replied_to", "retweeted")).state())
        .isEqualTo(XPost.State.PASSED_ON);
    XPost gone = PostReader.read(Timeline.deleted("5", "42"));
    assertThat(gone.state()).isEqualTo(XPost.State.DELETED);
    assertThat(gone.author()).isEqualTo("42");
    assertThat(
            read("{\"data\":{\"event_type\":\"post.delete\",\"payload\":{\"id\":\"5\"}}}").state())
        .isEqualTo(XPost.State.DELETED);
    assertThat(
            read("{\"data\":{\"event_type\":\"post.create\",\"payload\":{\"id\":\"5\",\"author_id\":\"6\",\"text\":\"a\"}}}")
                .author())
        .isEqualTo("6");
    for (String nothing :
        List.of("", "{", "[]", "7", "{\"data\":7}", "{\"data\":{\"id\":\"5\",\"text\":\"a\"}}")) {
      assertThat(read(nothing).state()).as(nothing).isEqualTo(XPost.State.UNREADABLE);
    }
  }

  @Test
  void takesABodyApart() {
    byte[] two =
        OLD.replace(
                "\"tweet_create_events\": [",
                "\"tweet_create_events\": [{\"id_str\":\"1\",\"text\":\"x\",\"user\":{\"id_str\":\"2\"}},")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(Parcel.brought(two, "9"))
        .hasSize(2)
        .allMatch(p -> p.post().state() == XPost.State.WRITTEN);
    byte[] one = OLD.getBytes(StandardCharsets.UTF_8);
    assertThat(Parcel.brought(one, "9"))
        .singleElement()
        .satisfies(p -> assertThat(p.raw()).isEqualTo(one));
    assertThat(Parcel.brought(one, "another")).isEmpty();
    assertThat(
            Parcel.brought(
                "{\"for_user_id\":\"9\",\"favorite_events\":[{}]}".getBytes(StandardCharsets.UTF_8),
                "9"))
        .isEmpty();
    assertThat(
            Parcel.brought(
                "{\"data\":{\"event_type\":\"follow.follow\"}}".getBytes(StandardCharsets.UTF_8),
                "9"))
        .isEmpty();
    assertThat(Parcel.brought("nonsense".getBytes(StandardCharsets.UTF_8), "9")).hasSize(1);
  }

  /** Whatever is cut off, exchanged or doubled: no exception escapes. */
  @Test
  void endsForWhateverBytes() {
    Random random = new Random(1708);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = (i % 2 == 0 ? CURRENT : OLD).getBytes(StandardCharsets.UTF_8);
      for (int k = random.nextInt(8); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Parcel.brought(bytes, "9").forEach(p -> assertThat(p.post().text()).doesNotContain("\u0000"));
    }
    for (String kind :
        List.of("id", "author_id", "text", "entities", "attachments", "created_at")) {
      ObjectNode odd = (ObjectNode) PostReader.JSON.readTree(CURRENT);
      ((ObjectNode) odd.path("data")).putArray(kind).addObject().put("a", 1);
      assertThat(PostReader.read(odd)).isNotNull();
    }
  }
}
