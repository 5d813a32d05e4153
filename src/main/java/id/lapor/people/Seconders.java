package id.lapor.people;

import java.util.List;

/** Knows which administrators look after accounts. */
public interface Seconders {

  /** As it is now, for any number of questions. */
  Circle now();

  /** Administrators and accounts at one moment. */
  interface Circle {

    /** Accounts of those who look after that one; none of them is its own. */
    List<Long> of(long account);

    /** Whether an administrator at that office looks after the account. */
    boolean from(long office, long account);
  }
}
