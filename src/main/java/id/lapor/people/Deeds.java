package id.lapor.people;

import id.lapor.platform.page.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What officers do to things that are no accounts, where another module keeps it. Those who watch
 * over administrators read it beside what was done to accounts.
 */
public interface Deeds {

  /**
   * What any of these accounts did, newest first.
   *
   * @param before where the page before ended
   */
  List<Deed> by(List<Long> accounts, AccountAct.@Nullable Place before, int most);

  /**
   * Something done.
   *
   * @param place where it stands among all that officers did; numbers of things are negative there,
   *     so that none is an account's
   * @param thing the name of what it was done to
   * @param what a message key
   * @param more what else it was about, in words; empty when it was about nothing more
   */
  record Deed(
      AccountAct.Place place,
      String thing,
      String what,
      Function<Page, String> more,
      String byName) {}
}
