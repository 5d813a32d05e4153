package id.lapor.platform.page;

/** Leaves links out of the main navigation that lead where somebody may not go. */
public interface MenuRule {

  boolean shows(SignedIn who, SignedIn.MenuItem item);
}
