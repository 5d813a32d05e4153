package id.lapor.people;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the house put on record of an account. Whoever writes to the database makes acts up, changes
 * them or takes them away: so what is asked of an account is asked of the acts behind the last such
 * place only.
 *
 * @param strange number of the last act that is missing or that the house did not write so; 0 when
 *     there is none
 * @param acts all behind it, oldest first
 */
record Told(int strange, List<AccountAct> acts) {

  private static final Set<AccountAct.What> SEATS =
      EnumSet.of(AccountAct.What.OPENED, AccountAct.What.MOVED, AccountAct.What.READMITTED);

  private static final Set<AccountAct.What> PASSKEYS =
      EnumSet.of(AccountAct.What.PASSKEY_ADDED, AccountAct.What.PASSKEY_REMOVED);

  /** Whether nothing at all is on record of it. */
  boolean blank() {
    return strange == 0 && acts.isEmpty();
  }

  /** Whether from this act on nothing is missing, and all is as the house wrote it. */
  boolean since(int seq) {
    return seq > strange;
  }

  /** Whether that is so from the beginning, or from when a second administrator agreed to it. */
  boolean whole() {
    return strange == 0
        || acts.stream().anyMatch(a -> a.what() == AccountAct.What.READMITTED && a.role() != null);
  }

  /** The last of such acts. */
  Optional<AccountAct> last(AccountAct.What first, AccountAct.What... more) {
    EnumSet<AccountAct.What> these = EnumSet.of(first, more);
    return acts.stream().filter(a -> these.contains(a.what())).reduce((_, later) -> later);
  }

  /** The act that says where it sits. */
  Optional<AccountAct> seat() {
    return acts.stream()
        .filter(a -> SEATS.contains(a.what()) && a.role() != null)
        .reduce((_, later) -> later);
  }

  /** Whether the account sits in that position, and is open. */
  boolean sits(long agency, Role role) {
    return whole()
        && last(AccountAct.What.CLOSED).isEmpty()
        && seat().filter(a -> a.role() == role && isFor(agency, a.agency())).isPresent();
  }

  /** Whether it says that the account sits elsewhere. */
  boolean elsewhere(long agency, Role role) {
    return seat().filter(a -> a.role() != role || !isFor(agency, a.agency())).isPresent();
  }

  private static boolean isFor(long agency, @Nullable Long told) {
    return told != null && told == agency;
  }

  /**
   * Whether it was opened under that name.
   *
   * @param mark see {@link Marks#name}; acts of before the name was on record say nothing of it
   */
  boolean named(String mark) {
    return acts.stream()
        .filter(a -> a.what() == AccountAct.What.OPENED && a.about() != null)
        .allMatch(a -> mark.equals(a.about()));
  }

  /** Whether whoever uses the account has set a password of their own since it was last given. */
  boolean entered() {
    return last(AccountAct.What.OPENED, AccountAct.What.INVITED, AccountAct.What.ACCEPTED)
        .filter(a ->
            a.what() == AccountAct.What.ACCEPTED
                || (a.what() == AccountAct.What.OPENED && a.byAccount() == null))
        .isPresent();
  }

  /** Whether the account named that deputy, and it did not end on record. */
  boolean names(long deputyship) {
    String id = Long.toString(deputyship);
    return acts.stream()
        .filter(a -> id.equals(a.about()))
        .filter(a ->
            Arrays.asList(AccountAct.What.DEPUTY_NAMED, AccountAct.What.DEPUTY_ENDED)
                .contains(a.what()))
        .reduce((_, later) -> later)
        .filter(a -> a.what() == AccountAct.What.DEPUTY_NAMED)
        .isPresent();
  }

  /**
   * Whether such a passkey was made, and neither taken away nor reset since. Acts of before name
   * none: then it is one where none was ever taken away from the account.
   *
   * @param mark see {@link Marks#passkeyNamed}
   */
  boolean hasPasskey(String mark) {
    List<AccountAct> since = sinceGiven();
    Optional<AccountAct> named =
        since.stream()
            .filter(a -> PASSKEYS.contains(a.what()) && mark.equals(a.about()))
            .reduce((_, later) -> later);
    return named.isPresent()
        ? named.get().what() == AccountAct.What.PASSKEY_ADDED
        : strange == 0
            && since.stream().anyMatch(Told::ofBefore)
            && acts.stream()
                .filter(Told::ofBefore)
                .allMatch(a -> a.what() == AccountAct.What.PASSKEY_ADDED && since.contains(a));
  }

  private static boolean ofBefore(AccountAct a) {
    return PASSKEYS.contains(a.what()) && a.about() == null;
  }

  /** A link, and its use, take passkeys away. */
  private List<AccountAct> sinceGiven() {
    int given =
        last(AccountAct.What.INVITED, AccountAct.What.ACCEPTED).map(AccountAct::seq).orElse(0);
    return acts.stream().filter(a -> a.seq() > given).toList();
  }
}
