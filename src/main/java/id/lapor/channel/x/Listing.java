package id.lapor.channel.x;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of posts.
 *
 * @param newest number of the newest in it, null when it is empty
 * @param next where the next page begins, null when it is the last one
 */
record Listing(
    List<Parcel> posts, @Nullable Long newest, @Nullable Long oldest, @Nullable String next) {}
