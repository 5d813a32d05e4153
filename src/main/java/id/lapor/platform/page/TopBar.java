package id.lapor.platform.page;

/** Something above the header of every page; at most one bean provides it. */
public interface TopBar {

  /** Template with the parameters {@code page} and {@code bar}. */
  String template();

  /** What the template shows, its parameter {@code bar}. */
  Object contents();
}
