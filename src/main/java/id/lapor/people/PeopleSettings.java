package id.lapor.people;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation decides about people.
 *
 * @param vaultKeys the vault's keys, {@code 1 base64, 2 base64 standby}; in a file under {@code
 *     data/keys} when absent
 * @param secondStep officers whose role may see identities need a code besides their password; only
 *     the demo switches it off
 * @param breachedPasswords hashes of passwords stolen elsewhere, see {@link BreachedPasswords};
 *     none are known when absent
 * @param oidc another house that vouches for reporters; none when absent
 */
@ConfigurationProperties("lapor.people")
public record PeopleSettings(
    @Nullable String vaultKeys,
    @DefaultValue("true") boolean secondStep,
    @Nullable Path breachedPasswords,
    @Nullable Oidc oidc) {

  /**
   * An OpenID Connect issuer.
   *
   * @param issuer its address, as its own configuration names it
   * @param name what its button says, {@code INApas}
   */
  public record Oidc(
      String issuer, String clientId, String clientSecret, @DefaultValue("OpenID") String name) {}
}
