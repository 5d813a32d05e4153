package id.lapor.platform.page;

import java.util.List;

/** What the page shell shows of an officer who is signed in; the principal implements it. */
public interface SignedIn {

  String name();

  /** Message key of the role's name. */
  String roleKey();

  /** Where this officer works, for the main navigation. */
  List<MenuItem> menu();

  /**
   * @param key message key of the link's words
   */
  record MenuItem(String href, String key) {}
}
