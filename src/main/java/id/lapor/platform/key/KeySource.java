package id.lapor.platform.key;

import id.lapor.platform.CannotStart;

/**
 * Where keys are kept: a file, a variable, or a service that guards them. Asked again every minute,
 * so that a new key is taken up without a restart.
 */
@FunctionalInterface
public interface KeySource {

  /**
   * The keys as they are now.
   *
   * @throws CannotStart in a sentence, when they cannot be read
   */
  KeyRing read();
}
