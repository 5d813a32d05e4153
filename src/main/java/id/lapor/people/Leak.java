package id.lapor.people;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failure to protect personal data, as it is told to the authority and to the persons concerned
 * (UU 27/2022, article 46). Pure.
 *
 * @param foundAt when the house came to know; the clock runs from here
 * @param since when it began, as far as is known
 * @param whose whose data they are, in words that name nobody
 * @param persons how many, as far as is known
 * @param which which of their data
 * @param done what was done against it and what people can do
 * @param contact where to ask
 */
public record Leak(
    long id,
    Instant foundAt,
    Instant since,
    String happened,
    String whose,
    long persons,
    String which,
    String done,
    String contact,
    String writtenBy,
    @Nullable Instant authorityTold,
    @Nullable Instant personsTold) {

  /** 3 × 24 hours by the wall clock. */
  public static final Duration TERM = Duration.ofHours(72);

  /** Who has to be told. */
  public enum Whom {
    AUTHORITY,
    PERSONS
  }

  public Instant dueAt() {
    return foundAt.plus(TERM);
  }

  public @Nullable Instant told(Whom whom) {
    return switch (whom) {
      case AUTHORITY -> authorityTold;
      case PERSONS -> personsTold;
    };
  }

  /** Whether they were told after the time was over, or have not been told yet. */
  public boolean late(Whom whom, Instant now) {
    @Nullable Instant told = told(whom);
    return (told == null ? now : told).isAfter(dueAt());
  }
}
