package id.lapor.people;

import java.util.List;

/** Knows which administrators look after an account. */
public interface Seconders {

  /** Their accounts; none of them is its own. */
  List<Long> of(long account);
}
