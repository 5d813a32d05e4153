package id.lapor.people;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * @param codesAbroad country codes, {@code 60}, of numbers abroad to which codes are sent; calls
 *     and messages to some numbers earn their owners money
 * @param codesADay so many codes go by SMS in a day, to whomever
 * @param oidc another house that vouches for reporters; none when absent
 */
@ConfigurationProperties("lapor.people")
public record PeopleSettings(
    @Nullable String vaultKeys,
    @DefaultValue("true") boolean secondStep,
    @Nullable Path breachedPasswords,
    @DefaultValue({}) List<String> codesAbroad,
    @DefaultValue("5000") int codesADay,
    @Nullable Oidc oidc) {

  private static final int FEWEST_CODES = 10;

  /**
   * @throws IllegalArgumentException when so few codes may go that some could get none at all
   */
  public PeopleSettings {
    if (codesADay < FEWEST_CODES) {
      throw new IllegalArgumentException(
          "lapor.people.codes-a-day has to be at least %d, not %d. Who wants no codes by SMS sets up no SMS."
              .formatted(FEWEST_CODES, codesADay));
    }
  }

  /**
   * An OpenID Connect issuer.
   *
   * @param issuer its address, as its own configuration names it
   * @param name what its button says, {@code INApas}
   * @param acr ways to sign in over there that are strong enough here, as the issuer calls them
   *     ({@code acr}); any will do when there are none
   * @param maxAge how long ago the person may have signed in over there; any time when absent
   */
  public record Oidc(
      String issuer,
      String clientId,
      String clientSecret,
      @DefaultValue("OpenID") String name,
      @DefaultValue({}) List<String> acr,
      @Nullable Duration maxAge) {}
}
