package id.lapor.people;

import id.lapor.platform.CannotStart;
import id.lapor.platform.Settings;
import id.lapor.platform.key.KeyFile;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.KeySource;
import id.lapor.platform.key.Seal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The vault's keys as they are now: from a bean that guards them (a KMS), else from the setting,
 * else from {@code data/keys/vault.keys}.
 */
@Component
@EnableConfigurationProperties(PeopleSettings.class)
class VaultKeys {

  private static final Logger log = LoggerFactory.getLogger(VaultKeys.class);

  private final KeySource source;
  private volatile Seal seal;

  VaultKeys(PeopleSettings people, Settings settings, ObjectProvider<KeySource> guarded) {
    @Nullable String set = people.vaultKeys();
    KeySource own =
        set == null || set.isBlank()
            ? new KeyFile(settings.data().resolve("keys").resolve("vault.keys"))
            : () -> parsed(set);
    this.source = guarded.getIfAvailable(() -> own);
    this.seal = new Seal(source.read());
  }

  Seal seal() {
    return seal;
  }

  /**
   * Takes up what changed; keys that cannot be read change nothing.
   *
   * @return whether there are others now
   */
  boolean again() {
    try {
      Seal now = new Seal(source.read());
      if (!now.versions().equals(seal.versions()) || now.version() != seal.version()) {
        log.info("The vault seals with key {} from now on", now.version());
        seal = now;
        return true;
      }
    } catch (RuntimeException e) { // of whatever kind a guard's are
      log.warn("The vault goes on with the keys it has: {}", e.toString());
    }
    return false;
  }

  private static KeyRing parsed(String set) {
    try {
      return KeyRing.parse(set);
    } catch (IllegalArgumentException e) {
      throw new CannotStart("LAPOR_PEOPLE_VAULT_KEYS cannot be used: " + e.getMessage(), e);
    }
  }
}
