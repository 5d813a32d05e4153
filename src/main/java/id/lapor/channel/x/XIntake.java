package id.lapor.channel.x;

import id.lapor.channel.Inbox;
import id.lapor.channel.Letter;
import id.lapor.channel.Wire;
import id.lapor.channel.XPost;
import id.lapor.channel.XPosts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps posts, each once, whichever way it comes and however often. */
@Service
class XIntake {

  /** So much of what nobody can read is shown to a person. */
  private static final int SHOWN = 2_000;

  private final Inbox inbox;
  private final XSettings settings;
  private final InstantSource clock;

  XIntake(Inbox inbox, XSettings settings, InstantSource clock) {
    this.inbox = inbox;
    this.settings = settings;
    this.clock = clock;
  }

  /** Once this returns they are safe. Our own posts are none of ours to read. */
  @Transactional
  void takeAll(List<Parcel> parcels) {
    parcels.stream().filter(p -> !own(p.post())).forEach(this::take);
  }

  private boolean own(XPost post) {
    return post.author().equals(settings.account()) && !settings.account().isEmpty();
  }

  private void take(Parcel parcel) {
    XPost post = parcel.post();
    String raw = new String(parcel.raw(), StandardCharsets.UTF_8).replace("\u0000", "");
    String text =
        switch (post.state()) {
          case WRITTEN, PASSED_ON -> post.text();
          case DELETED -> "(dihapus) https://x.com/i/status/" + post.id();
          case UNREADABLE -> raw.substring(0, Math.min(raw.length(), SHOWN));
        };
    Letter letter =
        new Letter(
            post.author(),
            "@" + settings.handle(),
            text,
            Objects.requireNonNullElse(post.sentAt(), clock.instant()),
            post.id().isEmpty() ? null : post.id());
    String words = post.state() == XPost.State.WRITTEN ? said(post) : sha256(parcel.raw());
    inbox.take(Wire.Kind.X, externalId(parcel), letter, words, parcel.raw());
  }

  /** By which a post is known when it is written again: other pictures under it say more. */
  private static String said(XPost post) {
    return Stream.of(List.of(post.text()), post.photos(), post.others())
        .flatMap(List::stream)
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private static String externalId(Parcel parcel) {
    XPost post = parcel.post();
    return switch (post.state()) {
      case WRITTEN, PASSED_ON -> XPosts.externalId(post.id());
      case DELETED -> "x-gone:" + post.id();
      case UNREADABLE -> "x-raw:" + sha256(parcel.raw());
    };
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
