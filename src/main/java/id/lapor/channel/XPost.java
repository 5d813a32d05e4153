package id.lapor.channel;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post on X, taken apart. Whatever stands in it is its author's claim; who the author is, X says.
 *
 * @param id its number, empty when it has none that can be read
 * @param author number of the account, empty when it has none that can be read
 * @param handle name of the account without the {@code @}, empty when X did not say
 * @param name as the author likes to be called, empty when X did not say
 * @param sentAt null when X did not say
 * @param text with addresses as they really are, without marks for pictures
 * @param answers number of the post it answers, null when it answers none
 * @param earlier numbers it had before it was edited, the oldest first
 * @param state what it is besides a post
 * @param photos where its pictures lie
 * @param others where what else it carries lies, which cannot be taken as evidence
 */
public record XPost(
    String id,
    String author,
    String handle,
    String name,
    @Nullable Instant sentAt,
    String text,
    @Nullable String answers,
    List<String> earlier,
    State state,
    List<URI> photos,
    List<URI> others) {

  /** What a post is. */
  public enum State {
    /** Somebody wrote it. */
    WRITTEN,
    /** Somebody passed on what another wrote. */
    PASSED_ON,
    /** Its author took it back. */
    DELETED,
    /** Nobody can make anything of it. */
    UNREADABLE
  }
}
