package id.lapor.platform.page;

import java.util.List;

/** What the page shell shows of whoever is signed in; the principal implements it. */
public interface SignedIn {

  String name();

  /** Message key of the role's name. */
  String roleKey();

  /** Where they have to do, for the main navigation. */
  List<MenuItem> menu();

  /** Address of the page about their own account. */
  default String account() {
    return "/akun";
  }

  /** Whether they work here, and not for themselves. */
  default boolean official() {
    return true;
  }

  /**
   * @param key message key of the link's words
   */
  record MenuItem(String href, String key) {}
}
