package id.lapor.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something done to an account, as it is kept.
 *
 * @param seq 1 for the first thing on record
 * @param byName of the officer who did it, perhaps the account's own; empty for whoever runs the
 *     installation
 * @param agency where the account sits from then on, when that is what was done
 * @param role likewise
 * @param about what else it is about, a report's number for one; nobody's name
 */
public record AccountAct(
    long account,
    int seq,
    Instant at,
    What what,
    @Nullable Long byAccount,
    String byName,
    @Nullable Long agency,
    @Nullable Role role,
    @Nullable String about) {

  /** Where it sits from then on. */
  AccountAct to(@Nullable Long office, @Nullable Role position) {
    return new AccountAct(account, seq, at, what, byAccount, byName, office, position, about);
  }

  AccountAct on(String thing) {
    return new AccountAct(account, seq, at, what, byAccount, byName, agency, role, thing);
  }

  /** Where it stands among all acts. */
  public Place place() {
    return new Place(at, account, seq);
  }

  /** An act and the name of the account it was done to. */
  public record Named(AccountAct act, String name) {}

  /**
   * Where an act stands among all.
   *
   * @param account whose; below zero the number of what is no account, see {@link Deeds}
   */
  public record Place(Instant at, long account, int seq) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::at)
            .thenComparingLong(Place::account)
            .thenComparingInt(Place::seq);
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,17})-(-?\\d{1,18})-(\\d{1,9})");

    /** As it stands in an address; empty when it is none. */
    public static Optional<Place> read(String typed) {
      Matcher m = WRITTEN.matcher(typed);
      if (!m.matches()) {
        return Optional.empty();
      }
      Instant at = Instant.EPOCH.plus(Long.parseLong(m.group(1)), ChronoUnit.MICROS);
      return Optional.of(new Place(at, Long.parseLong(m.group(2)), Integer.parseInt(m.group(3))));
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    public String written() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + account + "-" + seq;
    }
  }

  /** What can be done to an account. */
  public enum What {
    OPENED,
    /** To another office or role; it was signed out everywhere. */
    MOVED,
    /** Mail goes to another address, or to none. */
    EMAIL,
    /** Its owner named somebody to stand in for a while. */
    DEPUTY_NAMED,
    /** Stands in for whoever did this, in their position, for a while. */
    DEPUTY_OF,
    /** That ended before its time: somebody said so, or one of the two moved or was closed. */
    DEPUTY_ENDED,
    /** A link was made; password and second step were reset, and it was signed out everywhere. */
    INVITED,
    /** The link was used to set a password. */
    ACCEPTED,
    /** A second administrator agreed that it meets identities again after such a link. */
    READMITTED,
    /** Its owner set another password; it was signed out everywhere. */
    PASSWORD,
    /** Its owner set the second step up. */
    SECOND_STEP,
    /** Its owner made a passkey. */
    PASSKEY_ADDED,
    /** Its owner took a passkey away. */
    PASSKEY_REMOVED,
    /** Its owner ended a session on another device. */
    SESSION_ENDED,
    /** Its owner asked to read a case file of another office in an emergency. */
    EMERGENCY_ASKED,
    /** A second person agreed to that. */
    EMERGENCY_APPROVED,
    /** A second person refused it. */
    EMERGENCY_REFUSED,
    /** Its owner read that case file. */
    EMERGENCY_READ,
    /** Its owner wrote down what somebody asked for on paper about their own data. */
    DATA_REQUEST_KEPT,
    /** Its owner did what somebody asked for about their own data. */
    DATA_REQUEST_GRANTED,
    /** Its owner refused that. */
    DATA_REQUEST_REFUSED,
    /** Its owner set another term for personal data, and the rule stopped. */
    RETENTION_TERM,
    /** Its owner switched a rule on that lets go of personal data. */
    RETENTION_ON,
    /** Its owner switched it off. */
    RETENTION_OFF,
    /** Its owner wrote what reporters agree to from now on. */
    CONSENT_WRITTEN,
    /** Its owner put a failure to protect data on record. */
    LEAK_KEPT,
    /** Its owner said that those it is about, or the authority, were told. */
    LEAK_TOLD,
    /** Its owner was shown what opens a report they wrote down, to hand it to the reporter. */
    SLIP_SHOWN,
    /** Its owner had the house's account on X give its key. */
    X_GRANTED,
    /** For good; it was signed out everywhere. */
    CLOSED
  }
}
