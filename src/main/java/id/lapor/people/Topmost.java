package id.lapor.people;

/** Knows who looks after accounts without an administrator above them. */
public interface Topmost {

  /** Whether nobody above the officer's office looks after accounts. */
  boolean holds(Officer administrator);
}
