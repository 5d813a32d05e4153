package id.lapor.channel.x;

import id.lapor.platform.key.InstallationKey;
import id.lapor.platform.key.KeyRing;
import id.lapor.platform.key.Seal;
import java.util.Objects;
import java.util.Optional;

/** Where the account's keys lie sealed; another first key in the settings makes it empty. */
final class TokenChest {

  private static final String ADDRESS = "channel_x_token/1";

  private final TokenStore store;
  private final Seal seal;
  private final byte[] seed;

  TokenChest(XSettings settings, TokenStore store, InstallationKey key) {
    this.store = store;
    this.seal = new Seal(KeyRing.of(1, key.derive("x-token", "")));
    this.seed =
        key.derive("x-token-seed", Objects.requireNonNull(settings.oauth2()).refreshToken());
  }

  /** One server at a time, until the transaction ends. */
  void hold() {
    store.hold();
  }

  Optional<Tokens> kept() {
    return store
        .sealed(seed)
        .map(sealed -> seal.open(sealed, ADDRESS))
        .map(json -> PostReader.JSON.readValue(json, Tokens.class));
  }

  void keep(Tokens tokens) {
    store.keep(seed, seal.close(PostReader.JSON.writeValueAsBytes(tokens), ADDRESS));
  }
}
