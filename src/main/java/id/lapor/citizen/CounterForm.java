package id.lapor.citizen;

import id.lapor.people.Contact;
import id.lapor.report.Channel;
import id.lapor.report.Kind;
import id.lapor.report.Visibility;
import id.lapor.report.Workflow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an officer typed while a reporter spoke, as it came.
 *
 * @param kunci names the sheet it is kept on until it is sent; from the form, made by us
 * @param post address of what the reporter wrote on X
 * @param q words for the place, {@code region} the one chosen of those found
 * @param nowhere it has no place
 * @param agreed the reporter heard what happens to their data and agreed
 */
public record CounterForm(
    @Nullable String kunci,
    @Nullable String channel,
    @Nullable String post,
    @Nullable String text,
    @Nullable String q,
    @Nullable String region,
    @Nullable Boolean nowhere,
    @Nullable String address,
    @Nullable String kind,
    @Nullable String category,
    @Nullable String visibility,
    @Nullable Boolean agreed,
    @Nullable String aksi) {

  /** Ways in which a reporter comes to an officer. */
  public static final List<Channel> WAYS =
      List.of(Channel.DESK, Channel.PHONE, Channel.LETTER, Channel.X);

  static final CounterForm EMPTY =
      new CounterForm(null, null, null, null, null, null, null, null, null, null, null, null, null);

  private static final String OVERSIGHT = "OVERSIGHT";

  /** As typed, without what surrounds it; empty when nothing was. */
  public String word(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }

  public Channel way() {
    return WAYS.stream().filter(w -> w.name().equals(channel)).findFirst().orElse(Channel.DESK);
  }

  public String kindName() {
    return word(kind).isEmpty() ? Kind.COMPLAINT.name() : word(kind);
  }

  boolean oversight() {
    return OVERSIGHT.equals(kindName());
  }

  /** Of what was written on X; empty for all else. */
  Optional<PostLink> link() {
    return way() == Channel.X ? PostLink.parse(word(post)) : Optional.empty();
  }

  /** Who wrote of their own accord saw no words to agree to. */
  private boolean wrote() {
    return way() == Channel.LETTER || way() == Channel.X;
  }

  /** Empty when what was sent is no kind. */
  Optional<Kind> kindChosen() {
    return oversight()
        ? Optional.of(Kind.COMPLAINT)
        : Arrays.stream(Kind.values()).filter(k -> k.name().equals(kindName())).findFirst();
  }

  /** Null while nobody chose; the matter decides then. */
  public @Nullable Visibility circle() {
    return Arrays.stream(Visibility.values())
        .filter(v -> v.name().equals(visibility))
        .findFirst()
        .orElse(null);
  }

  public boolean placeless() {
    return nowhere != null && nowhere;
  }

  public boolean heard() {
    return agreed != null && agreed;
  }

  /**
   * Message keys by field, in the order of the page.
   *
   * @param place what is wrong with the place, which has to be looked up
   */
  Map<String, String> wrong(Contact contact, Optional<String> place) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (way() == Channel.X && link().isEmpty()) {
      errors.put("post", "citizen.counter.postWrong");
    }
    if (word(text).length() < Draft.SHORTEST_TEXT) {
      errors.put("text", "citizen.counter.short");
    } else if (word(text).length() > Workflow.LONGEST_TEXT) {
      errors.put("text", "report.refused.TEXT_TOO_LONG");
    }
    place.ifPresent(key -> errors.put("q", key));
    if (word(address).length() > WherePages.LONGEST_ADDRESS) {
      errors.put("address", "citizen.where.addressLong");
    }
    if (kindChosen().isEmpty()) {
      errors.put("kind", "citizen.kind.missing");
    }
    errors.putAll(TypedContact.wrong(contact));
    Contact kept = TypedContact.kept(contact);
    if (way() == Channel.PHONE && !kept.empty() && kept.phone() == null && kept.email() == null) {
      errors.putIfAbsent("phone", "citizen.counter.callBack");
    }
    if (!heard() && !wrote()) {
      errors.put("agreed", "citizen.counter.agree");
    }
    return errors;
  }
}
